package org.jiaohao.hall.pages;

/** Which pages the person in front of one may open: no link leads to a refusal. */
public interface OpenPages {
  /**
   * Whether the person may open a page.
   *
   * @param path address without a query
   */
  boolean mayOpen(String path);

  /**
   * Whether an address is a page for people who have signed in, which the person may open: where
   * somebody is brought after the sign-in. The sign-in itself is none, nor is an answer for
   * programs.
   *
   * @param path address without a query
   */
  boolean mayGoOnAt(String path);
}
