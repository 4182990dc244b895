package org.jiaohao.device.verified;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that compares a driver's bytes with somebody else's; counts when all of it passes.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(VerifiedAgainst.List.class)
@ExtendWith(VerifiedRecorder.class)
public @interface VerifiedAgainst {
  /** Name of the driver, for example {@code onbon-k}. */
  String driver();

  /** With what, for example {@code manual}, {@code maker's encoder}, {@code saned 1.2.1}. */
  String source();

  /** Several of them. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @ExtendWith(VerifiedRecorder.class)
  @interface List {
    /** The proofs. */
    VerifiedAgainst[] value();
  }
}
