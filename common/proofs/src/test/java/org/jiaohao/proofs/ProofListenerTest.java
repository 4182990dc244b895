package org.jiaohao.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The listener says of each row and test class what the run showed. */
class ProofListenerTest {

  /** Nested classes count for the class around them. */
  private static final String TEST = ProofListenerTest.class.getName();

  @TempDir Path target;

  @Test
  void aPassedTestProvesTheRowsOfItsMethodAndOfItsClass() throws IOException {
    assertThat(run(selectClass(Passing.class)))
        .containsExactlyInAnyOrder(
            new Proof("R001", TEST, Outcome.PASSED),
            new Proof("R002", TEST, Outcome.PASSED),
            new Proof("N01", TEST, Outcome.PASSED));
  }

  @Test
  void whatDidNotRunProvesNothing() throws IOException {
    assertThat(run(selectMethod(Passing.class, "namesNoRow")))
        .containsExactly(new Proof("R001", TEST, Outcome.PASSED));
  }

  @Test
  void oneFailureAmongTheTestsOfARowCounts() throws IOException {
    assertThat(run(selectClass(Mixed.class)))
        .containsExactlyInAnyOrder(
            new Proof("R003", TEST, Outcome.FAILED),
            new Proof("R004", TEST, Outcome.SKIPPED),
            new Proof("R005", TEST, Outcome.FAILED),
            new Proof("R006", TEST, Outcome.FAILED));
  }

  @Test
  void aClassThatCannotStartTakesItsRowsWithIt() throws IOException {
    assertThat(run(selectClass(NeverStarts.class)))
        .containsExactly(new Proof("R007", TEST, Outcome.FAILED));
  }

  @Test
  void nestedClassesCountForTheClassAroundThem() throws IOException {
    assertThat(run(selectClass(Around.Inside.class)))
        .extracting(Proof::row, Proof::outcome)
        .containsExactlyInAnyOrder(tuple("R008", Outcome.PASSED), tuple("R009", Outcome.PASSED));
  }

  @Test
  void propertiesOfJqwikCount() throws IOException {
    assertThat(run(selectClass(Properties.class)))
        .containsExactly(new Proof("N04", TEST, Outcome.PASSED));
  }

  @Test
  void eachRunWritesAFileOfItsOwn() throws IOException {
    run(selectClass(Passing.class));
    run(selectClass(Properties.class));
    try (Stream<Path> files = Files.list(target)) {
      assertThat(files).hasSize(2);
    }
  }

  private List<Proof> run(DiscoverySelector selector) throws IOException {
    LauncherConfig bare =
        LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
    LauncherFactory.create(bare)
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selector).build(),
            new ProofListener(target));
    return ProofFiles.in(target);
  }

  @Proves("R001")
  static class Passing {
    @Test
    @Proves({"R002", "N01"})
    void namesTwoRows() {}

    @Test
    void namesNoRow() {}
  }

  static class Mixed {
    @Test
    @Proves("R003")
    void passes() {}

    @Test
    @Proves("R003")
    void fails() {
      fail("on purpose");
    }

    @Test
    @Proves("R004")
    void isGivenUp() {
      Assumptions.abort("on purpose");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Proves("R005")
    void failsOnce(int value) {
      assertThat(value).isEqualTo(1);
    }

    @TestFactory
    @Proves("R006")
    Stream<DynamicTest> failsInside() {
      return Stream.of(
          DynamicTest.dynamicTest("good", () -> {}),
          DynamicTest.dynamicTest("bad", () -> fail("on purpose")));
    }
  }

  static class NeverStarts {
    @BeforeAll
    static void breaks() {
      fail("on purpose");
    }

    @Test
    @Proves("R007")
    void neverRuns() {}
  }

  @Proves("R008")
  static class Around {
    @Nested
    class Inside {
      @Test
      @Proves("R009")
      void passes() {}
    }
  }

  static class Properties {
    @Property(tries = 3)
    @Proves("N04")
    boolean holds(@ForAll int any) {
      return any - any == 0;
    }
  }
}
