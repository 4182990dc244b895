package org.jiaohao.hall.pages;

/** A page that shows other programs inside frames, and has to name where they are. */
public interface OtherPrograms {
  /** Origins of these programs, each after a space, for a content security policy. */
  String origins();
}
