package org.jiaohao.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/rows.md says and what the tests of all modules proved must be the same. */
class RowsCheckTest {

  @TempDir Path project;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void aRegisterThatFits() throws IOException {
    register(
        "| R001 | halls | HallIT | proven |",
        "| R002 | import | ImportIT, WireTest | part: no GBK |",
        "| R003 | name |  | open |",
        "| R045 | tidy windows |  | no software |");
    proof("hall-server", "R001\torg.jiaohao.hall.HallIT\tpassed");
    proof("hall-server", "R002\torg.jiaohao.hall.ImportIT\tpassed");
    proof("common/contract", "R002\torg.jiaohao.contract.WireTest\tpassed");
  }

  @Test
  void fitsAndCounts() throws IOException {
    assertThat(check()).isTrue();
    assertThat(printed()).isEqualTo("Rows: 1 proven, 1 part, 1 open of 3\n");
  }

  @Test
  void aProvenRowWhoseTestDidNotRunIsNamed() throws IOException {
    Files.delete(project.resolve("hall-server/target/proofs/0.tsv"));
    assertThat(check()).isFalse();
    assertThat(printed()).contains("R001 (halls): HallIT did not run");
  }

  @Test
  void aTestThatFailedOrWasSkippedProvesNothing() throws IOException {
    proof("hall-server", "R001\torg.jiaohao.hall.HallIT\tfailed");
    proof("hall-server", "R002\torg.jiaohao.hall.ImportIT\tskipped");
    assertThat(check()).isFalse();
    assertThat(printed()).contains("HallIT failed", "ImportIT was skipped");
  }

  @Test
  void aTestThatIsNotListedMakesTheFileOutOfDate() throws IOException {
    proof("journey", "R001\torg.jiaohao.journey.TreeIT\tpassed");
    assertThat(check()).isFalse();
    assertThat(printed()).contains("R001 is also proved by TreeIT", "docs/rows.md is out of date");
  }

  @Test
  void aProvenRowNeedsATest() throws IOException {
    register("| R003 | name |  | proven |");
    assertThat(check()).isFalse();
    assertThat(printed()).contains("R003 (name) is proven, but no test says so");
  }

  @Test
  void anOpenRowWithATestAsksForItsState() throws IOException {
    register("| R001 | halls | HallIT | open |");
    assertThat(check()).isFalse();
    assertThat(printed()).contains("R001 is open, but has a test");
  }

  @Test
  void mistakesInTheFileAreNamed() throws IOException {
    register(
        "| R001 | halls | HallIT | proven |",
        "| R001 | halls again | HallIT | proven |",
        "| R002 | import | ImportIT, WireTest | nearly |",
        "| R3 | name |  | open |",
        "| R004 | templates | open |");
    proof("journey", "R999\torg.jiaohao.journey.OddIT\tpassed");
    assertThat(check()).isFalse();
    assertThat(printed())
        .contains(
            "R001 stands there twice",
            "R002: the state is proven, part: what is missing, open or no software",
            "R3 is not the number of a row",
            "not four columns: | R004 | templates | open |",
            "R999 is no row, but @Proves names it: OddIT");
  }

  @Test
  void writesTheTestsAnewAndNothingElse() throws IOException {
    proof("journey", "R001\torg.jiaohao.journey.TreeIT\tpassed");
    proof("common/contract", "R002\torg.jiaohao.contract.WireTest\tfailed");
    assertThat(RowsCheck.check(project, true, out())).isTrue();
    assertThat(Files.readAllLines(project.resolve("docs/rows.md")))
        .containsExactly(
            "# Rows",
            "| R001 | halls | HallIT, TreeIT | proven |",
            "| R002 | import | ImportIT | part: no GBK |",
            "| R003 | name | | open |",
            "| R045 | tidy windows | | no software |");
  }

  @Test
  void twoClassesOfOneNameAreToldApart() throws IOException {
    proof("journey", "R001\torg.jiaohao.journey.HallIT\tpassed");
    RowsCheck.check(project, true, out());
    assertThat(Files.readString(project.resolve("docs/rows.md")))
        .contains("| R001 | halls | hall.HallIT, journey.HallIT | proven |");
  }

  private void register(String... rows) throws IOException {
    Files.createDirectories(project.resolve("docs"));
    Files.writeString(project.resolve("docs/rows.md"), "# Rows\n" + String.join("\n", rows) + "\n");
  }

  private void proof(String module, String line) throws IOException {
    Path folder = Files.createDirectories(project.resolve(module).resolve("target/proofs"));
    int files = folder.toFile().list().length;
    Files.write(folder.resolve(files + ".tsv"), List.of(line));
  }

  private boolean check() throws IOException {
    return RowsCheck.check(project, false, out());
  }

  private PrintStream out() {
    return new PrintStream(printed, true, StandardCharsets.UTF_8);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
