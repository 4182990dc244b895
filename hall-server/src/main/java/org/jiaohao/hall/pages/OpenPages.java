package org.jiaohao.hall.pages;

/** Which pages the person in front of one may open: no link leads to a refusal. */
public interface OpenPages {
  /**
   * Whether the person may open a page.
   *
   * @param path address without a query
   */
  boolean mayOpen(String path);
}
