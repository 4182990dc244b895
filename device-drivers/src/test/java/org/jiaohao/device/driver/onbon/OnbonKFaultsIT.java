package org.jiaohao.device.driver.onbon;

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
import org.jiaohao.emulator.onbon.OnbonOptions;
import org.jiaohao.emulator.onbon.OnbonSignEmulator;

class OnbonKFaultsIT extends FaultSuite<Sign> {
  private final AtomicInteger number = new AtomicInteger();

  @Override
  protected String driver() {
    return "onbon-k";
  }

  @Override
  protected Class<Sign> kind() {
    return Sign.class;
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return OnbonSignEmulator.start(OnbonOptions.of(listen));
  }

  @Override
  protected boolean works(Sign sign, EmulatedDevice emulator) throws Exception {
    String text = "请A%03d号".formatted(number.incrementAndGet());
    var shown = new CompletableFuture<ShowOutcome>();
    sign.show(SignContent.of(text, Color.RED, Motion.STATIC, 0), shown::complete);
    return shown.get(20, TimeUnit.SECONDS) == ShowOutcome.SHOWN
        && ((OnbonSignEmulator) emulator).text().equals(text);
  }
}
