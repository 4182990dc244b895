package org.jiaohao.hall.store;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells whoever started the program why it does not run, instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class CannotStartReporter implements SpringBootExceptionReporter {
  CannotStartReporter(ConfigurableApplicationContext context) {
    // made by Spring Boot, which hands over the context
  }

  @Override
  public boolean reportException(Throwable failure) {
    Optional<CannotStart> refused = first(failure, CannotStart.class);
    Optional<String> told =
        refused
            .or(
                () ->
                    first(failure, FileSystemException.class)
                        .filter(failed -> failed.getFile() != null)
                        .map(CannotStartReporter::refused))
            .map(Throwable::getMessage);
    told.ifPresent(System.err::println);
    return told.isPresent();
  }

  /** Whoever met it did not expect it; the system has named the file. */
  private static CannotStart refused(FileSystemException failed) {
    return CannotStart.cannotReadOrWrite(Path.of(failed.getFile()), failed);
  }

  private static <T> Optional<T> first(Throwable failure, Class<T> kind) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst();
  }
}
