package org.jiaohao.display.voice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jiaohao.contract.mqtt.CallConfirmed.Outcome;
import org.jiaohao.device.file.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of the last calls at each voice, on disk: a program that starts again does not speak
 * them twice. A call is written down once it was heard to its end, so one that a power cut
 * interrupts is spoken again: to hear a number twice does no harm, not to hear it does.
 */
final class HeardCalls {
  private static final Logger log = LoggerFactory.getLogger(HeardCalls.class);

  /** More than a hall calls in the minute in which a call is valid. */
  private static final int KEPT = 200;

  private final Path file;
  private final Map<String, Outcome> calls = new LinkedHashMap<>();

  private HeardCalls(Path file) {
    this.file = file;
  }

  /** Those in a folder; none when there is no file or it cannot be read. */
  static HeardCalls in(Path folder) {
    var heard = new HeardCalls(folder.resolve("heard-calls"));
    heard.load();
    return heard;
  }

  private void load() {
    if (!Files.exists(file)) {
      return;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        int mark = line.indexOf(' ');
        calls.put(line.substring(mark + 1), Outcome.valueOf(line.substring(0, mark)));
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      log.warn("{} cannot be read; calls of the last minute may be spoken again: {}", file, e);
    }
  }

  /** What became of a call at a voice, if it came to its end there. */
  synchronized Optional<Outcome> of(String device, String eventId) {
    return Optional.ofNullable(calls.get(key(device, eventId)));
  }

  /** Writes down what became of a call; it is durable on return, unless the disk is full. */
  synchronized void add(String device, String eventId, Outcome outcome) {
    calls.put(key(device, eventId), outcome);
    List.copyOf(calls.keySet()).subList(0, Math.max(0, calls.size() - KEPT)).forEach(calls::remove);
    String lines =
        calls.entrySet().stream()
            .map(call -> call.getValue() + " " + call.getKey() + "\n")
            .collect(Collectors.joining());
    try {
      DurableFile.replace(file, lines.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      log.warn("{} cannot be written; after a restart calls may be spoken again: {}", file, e);
    }
  }

  private static String key(String device, String eventId) {
    return device + " " + eventId;
  }
}
