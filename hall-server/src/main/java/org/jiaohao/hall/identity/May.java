package org.jiaohao.hall.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a handler: whoever holds the right, in the hall of the path variable {@code hall} if
 * the address has one. Every handler carries this or {@link Public}; one without is refused to
 * everybody.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface May {
  /** The right. */
  Right value();
}
