package org.jiaohao.proofs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the rows of {@code docs/rows.md} that a test proves: it does from outside (HTTP, page, wire
 * or paper) what the row's acceptance says, or one of its parts. On a class it covers every test of
 * the class; a row is proved by the class when all tests that name the row pass.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Proves {

  /** Rows by number: {@code "R089"}, {@code {"N01", "N02"}}. */
  String[] value();
}
