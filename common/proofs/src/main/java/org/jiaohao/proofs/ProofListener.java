package org.jiaohao.proofs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes which rows the tests of this JVM proved, for every engine of the JUnit Platform, to a file
 * of its own under {@code target/proofs}. A test repeated after a failure stays failed.
 */
public final class ProofListener implements TestExecutionListener {

  /** By row and test class; tests of one class may run side by side. */
  private final Map<String, Proof> proofs = new TreeMap<>();

  private final Path folder;
  private TestPlan plan;

  /** Writes below the module that Maven tests. */
  public ProofListener() {
    this(Path.of(System.getProperty("basedir", ""), "target", "proofs"));
  }

  ProofListener(Path folder) {
    this.folder = folder;
  }

  @Override
  public synchronized void testPlanExecutionStarted(TestPlan testPlan) {
    plan = testPlan;
    proofs.clear();
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    record(test, Outcome.SKIPPED);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    switch (result.getStatus()) {
      case ABORTED -> record(test, Outcome.SKIPPED);
      case FAILED -> record(test, Outcome.FAILED);
      case SUCCESSFUL -> {
        if (test.isTest()) {
          record(test, Outcome.PASSED);
        }
      }
    }
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan testPlan) {
    if (proofs.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Path file = Files.createTempFile(folder, "run-", ".tsv");
      Files.write(file, proofs.values().stream().map(Proof::line).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("The proofs could not be written to " + folder, e);
    }
  }

  private synchronized void record(TestIdentifier test, Outcome outcome) {
    source(test)
        .ifPresent(
            source -> {
              if (source instanceof MethodSource method) {
                Class<?> owner = method.getJavaClass();
                keep(owner, method.getJavaMethod(), outcome);
                classesAround(owner).forEach(type -> keep(owner, type, outcome));
              } else if (source instanceof ClassSource type) {
                recordClass(type.getJavaClass(), outcome);
              }
            });
  }

  /** A class that failed or was skipped as a whole takes the rows of all its tests with it. */
  private void recordClass(Class<?> owner, Outcome outcome) {
    classesAround(owner).forEach(type -> keep(owner, type, outcome));
    for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
      Arrays.stream(type.getDeclaredMethods()).forEach(method -> keep(owner, method, outcome));
    }
    Arrays.stream(owner.getDeclaredClasses()).forEach(nested -> recordClass(nested, outcome));
  }

  private void keep(Class<?> owner, AnnotatedElement place, Outcome outcome) {
    Proves proves = place.getAnnotation(Proves.class);
    if (proves == null) {
      return;
    }
    String test = classesAround(owner).reduce((inner, outer) -> outer).orElse(owner).getName();
    for (String row : proves.value()) {
      proofs.merge(
          row + ' ' + test,
          new Proof(row, test, outcome),
          (before, now) -> new Proof(row, test, before.outcome().worse(now.outcome())));
    }
  }

  /** The class and, for a nested one, the classes it stands in. */
  private static Stream<Class<?>> classesAround(Class<?> type) {
    return Stream.iterate(type, outer -> outer != null, Class::getEnclosingClass);
  }

  /** Where the test stands in the code; a dynamic test stands where its factory does. */
  private Optional<TestSource> source(TestIdentifier test) {
    Optional<TestIdentifier> at = Optional.of(test);
    while (at.isPresent()) {
      Optional<TestSource> source = at.get().getSource();
      if (source.filter(ProofListener::isCode).isPresent()) {
        return source;
      }
      at = plan.getParent(at.get());
    }
    return Optional.empty();
  }

  private static boolean isCode(TestSource source) {
    return source instanceof MethodSource || source instanceof ClassSource;
  }
}
