package org.jiaohao.device.verified;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.device.verified.Verified.Proof;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The table in README.md is what the tests before this one have proved, line by line and fault by
 * fault; that each fault was survived on each line is proved by the long run. Write it anew with
 * {@code -Djiaohao.verified=write -Djiaohao.long=true} in a whole run of this module's tests.
 */
@Isolated
class TableIT {
  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- verified: begin -->\n";
  private static final String END = "<!-- verified: end -->\n";

  @Test
  void theReadmeTellsWhatThisRunHasProved() throws IOException {
    Map<String, List<Proof>> proofs =
        Verified.all().stream()
            .collect(groupingBy(Proof::driver, TreeMap::new, Collectors.toList()));
    Set<String> drivers =
        Drivers.all().stream()
            .map(DeviceDriver::name)
            .collect(Collectors.toCollection(TreeSet::new));
    String readme = Files.readString(README);
    int from = readme.indexOf(BEGIN) + BEGIN.length();
    int to = readme.indexOf(END);
    String table = table(drivers, proofs);
    if (Repetitions.longRun()) {
      proofs.forEach(TableIT::everyFaultOnEveryLine);
    }
    if ("write".equals(System.getProperty("jiaohao.verified"))) {
      assertThat(Repetitions.longRun()).as("only the long run may write the table").isTrue();
      Files.writeString(README, readme.substring(0, from) + table + readme.substring(to));
    }
    assertThat(Files.readString(README)).contains(BEGIN + table + END);
    assertThat(proofs.keySet()).as("every driver joins the fault suite").isEqualTo(drivers);
  }

  private static void everyFaultOnEveryLine(String driver, List<Proof> proofs) {
    Set<String> lines = values(proofs, Proof::transport);
    for (String fault : values(proofs, Proof::fault)) {
      Set<String> survivedOn =
          values(proofs.stream().filter(p -> fault.equals(p.fault())).toList(), Proof::transport);
      assertThat(survivedOn).as(driver + ": " + fault).isEqualTo(lines);
    }
  }

  private static Set<String> values(List<Proof> proofs, Function<Proof, String> value) {
    return proofs.stream()
        .map(value)
        .filter(text -> text != null && !text.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String table(Set<String> drivers, Map<String, List<Proof>> proofs) {
    var table =
        new StringBuilder("| driver | kind | lines | verified against | faults survived |\n")
            .append("|---|---|---|---|---|\n");
    Map<String, String> kinds =
        Drivers.all().stream()
            .collect(Collectors.toMap(DeviceDriver::name, d -> d.kind().getSimpleName()));
    for (String driver : drivers) {
      List<Proof> all = proofs.getOrDefault(driver, List.of());
      table
          .append("| `%s` | %s | ".formatted(driver, kinds.get(driver)))
          .append(String.join(", ", values(all, Proof::transport)))
          .append(" | ")
          .append(String.join(", ", values(all, Proof::source)))
          .append(" | ")
          .append(String.join(", ", values(all, Proof::fault)))
          .append(" |\n");
    }
    return table.toString();
  }
}
