package org.jiaohao.device.driver.onbon;

import org.jiaohao.device.SignFaultSuite;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.onbon.OnbonOptions;
import org.jiaohao.emulator.onbon.OnbonSignEmulator;

class OnbonKFaultsIT extends SignFaultSuite {
  @Override
  protected String driver() {
    return "onbon-k";
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return OnbonSignEmulator.start(OnbonOptions.of(listen));
  }

  @Override
  protected boolean shows(EmulatedDevice emulator, String ticket, byte[] preview) {
    return ((OnbonSignEmulator) emulator).text().equals(text(ticket));
  }
}
