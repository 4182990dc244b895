package org.jiaohao.hall.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A handler that answers everybody, also without sign-in. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Public {
  /**
   * Whether phones are given it without TLS: a page to be read, with no personal data on it, no
   * cookie and no input.
   */
  boolean phones() default false;
}
