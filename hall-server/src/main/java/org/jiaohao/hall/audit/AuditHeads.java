package org.jiaohao.hall.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaohao.hall.store.LogHead;
import org.jiaohao.hall.store.PrivateFiles;

/**
 * A text file beside the database to which the end of the log is noted again and again: a line is
 * {@code <time> <seq> <hash>}. Whoever rewrites the log would have to rewrite this file, too, and
 * every copy of it, so it should lie, or be copied to, where the server's database is not.
 */
final class AuditHeads {
  private static final Pattern LINE = Pattern.compile("\\S+ (\\d{1,18}) ([0-9a-f]{64})");

  private static final DateTimeFormatter NAME_TIME =
      DateTimeFormatter.ofPattern("'replaced-'yyyyMMdd-HHmmss");

  private final Path file;

  AuditHeads(Path file) {
    this.file = file;
  }

  /** All that was noted, by position; a line that a power cut broke off says nothing. */
  Map<Long, String> read() {
    var noted = new LinkedHashMap<Long, String>();
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
          Matcher parts = LINE.matcher(line);
          if (parts.matches()) {
            noted.putIfAbsent(Long.parseLong(parts.group(1)), parts.group(2)); // the first is true
          }
        }
      }
      return noted;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Notes the present end; on the disk when this returns. */
  void note(OffsetDateTime at, LogHead head) {
    String line =
        "%s %d %s%n".formatted(at.truncatedTo(ChronoUnit.SECONDS), head.seq(), head.hash());
    try {
      PrivateFiles.make(file);
      Files.writeString(
          file,
          isBrokenOff() ? System.lineSeparator() + line : line,
          StandardOpenOption.APPEND,
          StandardOpenOption.DSYNC);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /**
   * Begins a new file where this one notes rows that the log does not have; it is kept beside it.
   *
   * @param known whether the log has a row with this position and hash
   * @param at for its name
   * @return where it is kept, or empty when it goes on
   */
  Optional<Path> beginAnewUnless(BiPredicate<Long, String> known, OffsetDateTime at) {
    if (read().entrySet().stream().allMatch(note -> known.test(note.getKey(), note.getValue()))) {
      return Optional.empty();
    }
    Path aside = file.resolveSibling(NAME_TIME.format(at) + "-" + file.getFileName());
    try {
      PrivateFiles.make(file);
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
      PrivateFiles.syncFolder(file.toAbsolutePath().getParent());
      return Optional.of(aside);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot rename " + file, e);
    }
  }

  /** Whether a power cut broke the last line off: what is written next is no part of it. */
  private boolean isBrokenOff() throws IOException {
    if (Files.size(file) == 0) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var last = ByteBuffer.allocate(1);
      channel.read(last, channel.size() - 1);
      return last.get(0) != '\n';
    }
  }
}
