package org.jiaohao.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The running demo as {@code .demo/demo.json} tells it.
 *
 * @param hallServer base URL of the hall server, for programs of this machine
 * @param hallServerTls the same with TLS, as agents use it
 * @param phones base URL of the pages of phones
 * @param mqtt broker address, {@code tcp://host:port}
 * @param kiosk base URL of the kiosk agent
 * @param display base URL of the display agent
 * @param hall hall id
 * @param accounts people who can sign in
 * @param devices devices of both agents
 */
record DemoFile(
    String hallServer,
    String hallServerTls,
    String phones,
    String mqtt,
    String kiosk,
    String display,
    String hall,
    List<Account> accounts,
    List<Device> devices) {

  /** A person of the demo hall. */
  record Account(String role, String username, String password) {}

  /**
   * A device.
   *
   * @param name name within its agent
   * @param driver driver name
   * @param address address URI
   * @param control base URL of the emulator behind the address, or null for a device of one's own
   */
  record Device(String name, String driver, String address, String control) {}

  /** The account with this user name. */
  Account account(String username) {
    return accounts.stream()
        .filter(account -> account.username().equals(username))
        .findFirst()
        .orElseThrow(() -> new JourneyException("The demo has no account " + username + "."));
  }

  /** The device with this name. */
  Device device(String name) {
    return devices.stream()
        .filter(device -> device.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new JourneyException("The demo has no device " + name + "."));
  }

  /** Writes the file so that a reader sees the old content or the new one, never a part. */
  void write(Path file) {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(next, Http.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new JourneyException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** Reads the file of a running demo. */
  static DemoFile read(Path file) {
    try {
      return Http.JSON.readValue(Files.readString(file), DemoFile.class);
    } catch (IOException e) {
      throw new JourneyException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
