package org.jiaohao.hall;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a package as a room of the server and says where it stands: it may import the room it comes
 * after, what that one comes after, and so on, and nothing else of the server.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PACKAGE)
public @interface Room {
  /** Name of the room before this one; empty for the first. */
  String after();
}
