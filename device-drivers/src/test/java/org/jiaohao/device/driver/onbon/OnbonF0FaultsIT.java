package org.jiaohao.device.driver.onbon;

import java.util.Map;
import org.jiaohao.device.SignFaultSuite;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.onbon.DynamicModel;
import org.jiaohao.emulator.onbon.DynamicOptions;
import org.jiaohao.emulator.onbon.OnbonBoardEmulator;

class OnbonF0FaultsIT extends SignFaultSuite {
  @Override
  protected String driver() {
    return "onbon-f0";
  }

  @Override
  protected String profile() {
    return "6e1";
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("width", "96", "height", "16");
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return OnbonBoardEmulator.start(
        DynamicOptions.of(listen, DynamicModel.BX_6E1).withSize(96, 16).withBoot(500));
  }

  @Override
  protected boolean shows(EmulatedDevice emulator, String ticket, byte[] preview) {
    return Pictures.same(preview, ((OnbonBoardEmulator) emulator).picture());
  }
}
