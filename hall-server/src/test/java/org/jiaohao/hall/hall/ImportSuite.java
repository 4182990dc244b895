package org.jiaohao.hall.hall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.item.Items;
import org.jiaohao.hall.queue.TicketDesk;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.window.Windows;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

/**
 * Imports over the shipped files, with a change to some of them; the set-up is restored after each.
 */
@CoreTest
abstract class ImportSuite extends CoreTest.Fixture {
  static final String HALL = "yj-c00";
  static final Charset GB18030 = Charset.forName("GB18030");

  @Autowired HallImport imports;
  @Autowired Halls halls;
  @Autowired HallSetup setup;
  @Autowired Items items;
  @Autowired EventLog log;
  @Autowired TicketDesk desk;
  @Autowired Windows windows;

  Map<String, byte[]> files() throws IOException {
    var files = new HashMap<String, byte[]>();
    for (String name : imports.files()) {
      files.put(name, new ClassPathResource("data/" + name).getContentAsByteArray());
    }
    return files;
  }

  /** The shipped files with a change to one of them. */
  Map<String, byte[]> with(String file, UnaryOperator<String> change) throws IOException {
    Map<String, byte[]> files = files();
    files.compute(
        file,
        (name, bytes) ->
            change
                .apply(new String(bytes, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
    return files;
  }

  ImportResult load(Map<String, byte[]> files) {
    ImportResult result = imports.run(files, "test");
    assertThat(result.errors()).isEmpty();
    return result;
  }

  @AfterEach
  void restore() throws IOException {
    load(files());
  }
}
