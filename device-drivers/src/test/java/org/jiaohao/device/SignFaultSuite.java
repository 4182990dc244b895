package org.jiaohao.device;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.Sign.ShowOutcome;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.emulator.control.EmulatedDevice;

/** Faults of signs: each piece of work is another ticket's number. */
public abstract class SignFaultSuite extends FaultSuite<Sign> {
  /** The bytes of a sign that never answers may still be on their way. */
  private static final Duration ONE_WAY = Duration.ofSeconds(2);

  private final AtomicInteger number = new AtomicInteger();

  /** Whether the emulated sign shows a ticket, for example {@code A001}. */
  protected abstract boolean shows(EmulatedDevice emulator, String ticket, byte[] preview);

  @Override
  protected final Class<Sign> kind() {
    return Sign.class;
  }

  /** The text of a call. */
  protected static String text(String ticket) {
    return "请" + ticket + "号";
  }

  @Override
  protected final Job job(Sign sign, EmulatedDevice emulator) {
    return () -> {
      String ticket = "A%03d".formatted(number.incrementAndGet());
      var content = SignContent.of(text(ticket), Color.RED, Motion.STATIC, 0);
      byte[] preview = sign.preview(content);
      var shown = new CompletableFuture<ShowOutcome>();
      sign.show(content, shown::complete);
      boolean said = shown.get(20, TimeUnit.SECONDS) == ShowOutcome.SHOWN;
      if (sign.features().confirms()) {
        return Verdict.of(said, shows(emulator, ticket, preview));
      }
      // SHOWN of such a sign says no more than that it was sent.
      return said && Job.within(ONE_WAY, () -> shows(emulator, ticket, preview))
          ? Verdict.DONE
          : Verdict.NOT_DONE;
    };
  }
}
