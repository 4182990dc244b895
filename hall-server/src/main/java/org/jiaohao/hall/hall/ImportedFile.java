package org.jiaohao.hall.hall;

import java.util.List;
import org.jiaohao.hall.store.TableRows;

/** A file of the import whose rows another room keeps. */
public interface ImportedFile {
  /** Its name, for example {@code service-items.csv}. */
  String name();

  /**
   * Reads it.
   *
   * @param table the file; what is wrong is reported there
   * @param halls the halls of the same import
   * @param warnings what can be imported but will surprise somebody
   * @return rows of the room's own tables, referenced tables first
   */
  List<TableRows> read(CsvTable table, ImportedHalls halls, List<ImportError> warnings);
}
