package org.jiaohao.hall.store;

import java.util.List;
import java.util.Map;

/**
 * All rows a table is to have, for {@link TableSync}.
 *
 * @param table table name
 * @param keepsHistory whether a row that is taken away stays with {@code retired_at} set, because
 *     tickets or events refer to it; otherwise it is deleted
 * @param rows the rows
 */
public record TableRows(String table, boolean keepsHistory, List<Row> rows) {
  /** Column by which rows are ordered; a row that only moved has not changed. */
  static final String ORDER = "sort";

  /**
   * A row.
   *
   * @param key key columns in order
   * @param values other columns; columns that are left out stay as they are
   */
  public record Row(Map<String, Object> key, Map<String, Object> values) {}
}
