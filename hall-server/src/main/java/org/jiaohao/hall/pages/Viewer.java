package org.jiaohao.hall.pages;

import java.util.Collection;

/** The person in front of the page; the principal of whoever signed in implements it. */
public interface Viewer {
  /** Name shown to people. */
  String displayName();

  /** Names of the roles held, the strongest first. */
  Collection<String> roleNames();
}
