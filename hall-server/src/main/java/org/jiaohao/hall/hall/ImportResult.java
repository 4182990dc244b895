package org.jiaohao.hall.hall;

import java.util.List;
import org.jiaohao.hall.store.TableSync;

/**
 * What an import changes, or would change (R002). With errors nothing was imported.
 *
 * @param added rows that are new
 * @param changed rows that differ from before
 * @param retired rows that the files no longer name
 * @param unchanged rows that were already there
 * @param changes each row that is added, changed or retired
 * @param errors bad rows, empty when the import was carried out
 * @param warnings what can be imported but will surprise somebody
 */
public record ImportResult(
    int added,
    int changed,
    int retired,
    int unchanged,
    List<Change> changes,
    List<ImportError> errors,
    List<ImportError> warnings) {

  /**
   * A row that changes.
   *
   * @param kind hall, area, queue, window, service, item or offer
   * @param id its key, for example {@code yj-c00/3}
   * @param change ADDED, CHANGED or RETIRED
   * @param fields for a changed row: what it was and what it becomes
   */
  public record Change(
      String kind, String id, TableSync.Kind change, List<TableSync.Field> fields) {}

  /** Without warnings: what a file lacks while rows of it are wrong, says nothing. */
  static ImportResult refused(List<ImportError> errors) {
    return new ImportResult(0, 0, 0, 0, List.of(), List.copyOf(errors), List.of());
  }
}
