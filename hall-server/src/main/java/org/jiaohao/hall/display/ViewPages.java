package org.jiaohao.hall.display;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Splits what could grow beyond one message. */
@Component
public class ViewPages {
  /** Bytes of JSON the entries of one page may take, so that a message stays below 64 KB. */
  public static final int BUDGET = 47 * 1024;

  private final JsonMapper json;

  ViewPages(JsonMapper json) {
    this.json = json;
  }

  /**
   * Entries in order, as many on each page as fit; at least one page, and at least one entry on
   * each when there are any.
   */
  public <T> List<List<T>> split(List<T> entries) {
    List<List<T>> pages = new ArrayList<>();
    List<T> page = new ArrayList<>();
    int size = 0;
    for (T entry : entries) {
      int bytes = json.writeValueAsBytes(entry).length + 1; // and its comma
      if (!page.isEmpty() && size + bytes > BUDGET) {
        pages.add(page);
        page = new ArrayList<>();
        size = 0;
      }
      page.add(entry);
      size += bytes;
    }
    pages.add(page);
    return pages;
  }
}
