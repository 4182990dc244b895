package org.jiaohao.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jiaohao.journey.ServerProcess.Credentials;

/** A running {@code mosquitto_sub} and what it printed. */
final class MosquittoSub implements AutoCloseable {

  private final Process process;
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Thread reader = Thread.ofPlatform().daemon().unstarted(this::read);

  /** A message with its topic and payload. */
  record Message(String topic, boolean retained, String payload) {}

  private MosquittoSub(Process process) {
    this.process = process;
  }

  /** Subscribes with these credentials, or as a stranger when they are null. */
  static MosquittoSub start(String broker, Credentials agent, String... filters)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("stdbuf", "-oL"));
    command.addAll(command("mosquitto_sub", broker, agent));
    command.addAll(List.of("-d", "-F", "%t\t%r\t%p"));
    for (String filter : filters) {
      command.addAll(List.of("-t", filter));
    }
    MosquittoSub sub =
        new MosquittoSub(new ProcessBuilder(command).redirectErrorStream(true).start());
    sub.reader.start();
    return sub;
  }

  /** The command line of a mosquitto client. */
  static List<String> command(String program, String broker, Credentials agent) {
    String[] hostPort = broker.replace("tcp://", "").split(":");
    List<String> command =
        new ArrayList<>(
            List.of(program, "-V", "5", "-h", hostPort[0], "-p", hostPort[1], "-q", "1"));
    if (agent != null) {
      command.addAll(List.of("-u", agent.username(), "-P", agent.secret()));
    }
    return command;
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null) {
        String[] parts = line.split("\t", 3);
        if (parts.length == 3) {
          messages.add(new Message(parts[0], parts[1].equals("1"), parts[2]));
        } else {
          log.add(line);
        }
        line = out.readLine();
      }
    } catch (IOException e) {
      log.add(e.toString());
    }
  }

  /** Waits until the broker has confirmed the subscription; ends the program otherwise. */
  MosquittoSub awaitSubscribed() {
    try {
      Wait.until(
          Wait.SOON,
          () -> log.stream().anyMatch(line -> line.startsWith("Subscribed")),
          () -> "The subscription was not confirmed: " + log);
    } catch (JourneyException e) {
      close();
      throw e;
    }
    return this;
  }

  /** Waits for so many messages of one kind. */
  List<Message> await(int count, Predicate<Message> kind) {
    Wait.until(
        Wait.SOON,
        () -> messages.stream().filter(kind).count() >= count,
        () -> count + " messages were awaited; seen: " + messages + " " + log);
    return messages.stream().filter(kind).toList();
  }

  List<Message> messages() {
    return List.copyOf(messages);
  }

  /** Waits for the program's own end and its last line, and gives its status. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(Wait.SOON.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("mosquitto_sub still runs: " + log);
    }
    if (!reader.join(Wait.SOON)) {
      throw new AssertionError("mosquitto_sub ended, but not its output: " + log);
    }
    return process.exitValue();
  }

  String log() {
    return String.join("\n", log);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
