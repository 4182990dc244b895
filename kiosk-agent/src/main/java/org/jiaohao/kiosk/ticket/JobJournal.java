package org.jiaohao.kiosk.ticket;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiaohao.device.file.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Print jobs on disk: {@code jobs.jsonl}, one row per state of a job, each forced to the disk
 * before {@link #save} returns. The last row of a job counts. A row cut off by a power failure is
 * skipped. The file is rewritten, with what is still of use, when it is opened and when it grows
 * beyond 4 MB.
 */
final class JobJournal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JobJournal.class);
  private static final long COMPACT_ABOVE = 4L * 1024 * 1024;
  private static final int KEEP_FINISHED = 500;
  private static final Duration KEEP_FINISHED_FOR = Duration.ofHours(24);

  private final Path file;
  private final JsonMapper json;
  private final Clock clock;
  private final FileChannel lockChannel;
  private final Map<String, PrintJob> jobs = new LinkedHashMap<>();
  private boolean tornTail;

  JobJournal(Path folder, JsonMapper json, Clock clock) throws IOException {
    Files.createDirectories(folder);
    this.file = folder.resolve("jobs.jsonl");
    this.json = json;
    this.clock = clock;
    this.lockChannel = lock(folder.resolve("jobs.lock"));
    read();
    compact();
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      channel.close();
      throw new IOException(
          "Another kiosk agent uses the folder "
              + path.getParent()
              + "; stop it or set jiaohao.data to another folder");
    }
    return channel;
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      log.debug("The lock is held in this process", e);
      return false;
    }
  }

  /** Jobs in order of their beginning. */
  synchronized List<PrintJob> all() {
    return List.copyOf(jobs.values());
  }

  synchronized Optional<PrintJob> find(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /** Makes the job's state durable; on an exception nothing has changed. */
  synchronized void save(PrintJob job) throws IOException {
    append(job);
    jobs.put(job.id(), job);
    if (Files.size(file) > COMPACT_ABOVE) {
      compact();
    }
  }

  /** Keeps a state that could not be made durable, so that the page can show it. */
  synchronized void remember(PrintJob job) {
    jobs.put(job.id(), job);
  }

  private void append(PrintJob job) throws IOException {
    String start = tornTail ? "\n" : "";
    byte[] line = (start + json.writeValueAsString(job) + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      tornTail = true;
      DurableFile.write(channel, line);
      channel.force(false);
      tornTail = false;
    }
  }

  private void read() throws IOException {
    if (Files.notExists(file)) {
      return;
    }
    int skipped = 0;
    for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
      if (line.isBlank()) {
        continue;
      }
      try {
        PrintJob job = json.readValue(line, PrintJob.class);
        jobs.put(job.id(), job);
      } catch (JacksonException e) {
        skipped++;
        log.warn(
            "Print journal {}: a line is not readable and is skipped: {}",
            file,
            e.getOriginalMessage());
      }
    }
    log.info("Print journal {}: {} jobs, {} unreadable lines", file, jobs.size(), skipped);
  }

  private void compact() throws IOException {
    forgetOld();
    StringBuilder rows = new StringBuilder();
    jobs.values().forEach(job -> rows.append(json.writeValueAsString(job)).append('\n'));
    DurableFile.replace(file, rows.toString().getBytes(StandardCharsets.UTF_8));
    tornTail = false;
  }

  private void forgetOld() {
    OffsetDateTime oldest = OffsetDateTime.now(clock).minus(KEEP_FINISHED_FOR);
    List<PrintJob> finished = new ArrayList<>();
    for (PrintJob job : jobs.values()) {
      if (job.state().isFinal()) {
        finished.add(job);
      }
    }
    finished.sort(Comparator.comparing(PrintJob::changedAt).reversed());
    for (int i = 0; i < finished.size(); i++) {
      if (i >= KEEP_FINISHED || finished.get(i).changedAt().isBefore(oldest)) {
        jobs.remove(finished.get(i).id());
      }
    }
  }

  /** Bytes free for the journal, also in a chroot, whose table of mounts does not name its root. */
  long usableSpace() throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("The print journal " + file + " was removed; restart the agent");
    }
    return file.toFile().getUsableSpace();
  }

  @Override
  public void close() throws IOException {
    lockChannel.close();
  }
}
