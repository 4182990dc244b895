package org.jiaohao.hall.hall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.store.TableRows;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;

/** The preview of an import calls everything by a name that people know. */
@CoreTest
class ImportNamesTest extends CoreTest.Fixture {
  @Autowired HallImport imports;
  @Autowired List<ImportedFile> others;
  @Autowired MessageSource messages;

  private List<TableRows> tables() throws IOException {
    Map<String, String> texts = new HashMap<>();
    for (String file : imports.files()) {
      texts.put(
          file, new ClassPathResource("data/" + file).getContentAsString(StandardCharsets.UTF_8));
    }
    var errors = new ArrayList<ImportError>();
    var own = new HallFiles(texts, Map.of(), errors, errors);
    var all = new ArrayList<>(own.tables());
    for (ImportedFile other : others) {
      var table = new CsvTable(other.name(), texts.get(other.name()), errors);
      all.addAll(other.read(table, own.imported(), errors));
    }
    return all;
  }

  @Test
  void everyTableAndColumnHasANameInBothLanguages() throws IOException {
    var kinds = new TreeSet<String>();
    var columns = new TreeSet<String>();
    for (TableRows table : tables()) {
      kinds.add(HallImport.kind(table.table()));
      table.rows().forEach(row -> columns.addAll(row.values().keySet()));
    }
    columns.remove("sort"); // moves alone are not shown

    assertThat(ImportNames.KINDS).containsExactlyInAnyOrderElementsOf(kinds);
    assertThat(ImportNames.COLUMNS).containsExactlyInAnyOrderElementsOf(columns);
    Stream.concat(
            kinds.stream().map(kind -> "import.kind." + kind),
            columns.stream().map(column -> "import.column." + column))
        .forEach(
            key -> {
              assertThat(messages.getMessage(key, null, Locale.SIMPLIFIED_CHINESE))
                  .containsPattern("\\p{IsHan}|^[AB]角$");
              assertThat(messages.getMessage(key, null, Locale.ENGLISH))
                  .doesNotContainPattern("\\p{IsHan}|_");
            });
  }
}
