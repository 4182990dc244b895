package org.jiaohao.device.driver.onbon;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.device.FaultSuite;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.Sign.ShowOutcome;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.onbon.DynamicModel;
import org.jiaohao.emulator.onbon.DynamicOptions;
import org.jiaohao.emulator.onbon.OnbonBoardEmulator;

class OnbonF0FaultsIT extends FaultSuite<Sign> {
  private final AtomicInteger number = new AtomicInteger();

  @Override
  protected String driver() {
    return "onbon-f0";
  }

  @Override
  protected Class<Sign> kind() {
    return Sign.class;
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
  protected boolean works(Sign sign, EmulatedDevice emulator) throws Exception {
    String text = "请A%03d号".formatted(number.incrementAndGet());
    var content = SignContent.of(text, Color.RED, Motion.STATIC, 0);
    var shown = new CompletableFuture<ShowOutcome>();
    sign.show(content, shown::complete);
    return shown.get(20, TimeUnit.SECONDS) == ShowOutcome.SHOWN
        && Pictures.same(sign.preview(content), ((OnbonBoardEmulator) emulator).picture());
  }
}
