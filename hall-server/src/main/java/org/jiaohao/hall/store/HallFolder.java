package org.jiaohao.hall.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.hall.store.FolderRefused.Why;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The folder that holds everything a hall keeps, held by one program at a time. A marker beside the
 * database says that a hall lives here: where its database is gone, nobody begins a new hall in
 * silence and gives today's numbers a second time.
 */
public final class HallFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HallFolder.class);

  /** Name of the database. */
  public static final String DATABASE = "hall.db";

  /** Name of the marker; see {@link #settle}. */
  public static final String MARKER = "hall.marker";

  /** Name of the file that the running program has locked. */
  public static final String LOCK = "hall.lock";

  /** Name of the folder in which a backup is unpacked; what is in it belongs to nobody later. */
  public static final String RESTORING = "restoring.part";

  private static final String LOCK_TEXT =
      """
      正在运行的服务器占用本文件，服务器停止后自动失效，请不要删除：删除它不能启动第二个服务器。
      The running server holds this file and lets it go when it stops. To delete it starts no second server.
      """;

  private static final String TEXT =
      """
      本文件夹中有一个大厅的数据（hall.db）。数据库丢失时，请用备份恢复，不要删除本文件。
      A hall's data (hall.db) lives in this folder. Should it be lost, restore a backup; do not delete this file.
      """;

  /** Before the installation's name in the marker. */
  private static final String INSTALLATION = "installation: ";

  /** Folders held in this process: to close a second channel would end the lock of the first. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private FileChannel channel; // null when it is only visited
  private Object locked; // which file it is
  private boolean fresh;

  private HallFolder(Path folder, FileChannel channel) throws IOException {
    this.folder = folder;
    this.channel = channel;
    this.locked = channel == null ? null : OpenDatabase.identity(folder.resolve(LOCK));
  }

  /**
   * Takes the folder for this program and looks through the database.
   *
   * @param schema the newest schema this program knows
   * @throws FolderRefused when the hall cannot be run from it
   */
  public static HallFolder open(Path folder, int schema) {
    HallFolder held = hold(folder, HallFolder::ownLibraries);
    try {
      held.check(schema);
      held.fresh = !held.holdsHall() && !held.holdsDatabase();
      PrivateFiles.make(held.database());
      return held;
    } catch (IOException e) {
      held.close();
      throw new FolderRefused(Why.NO_FOLDER, folder, e);
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /**
   * Takes the folder for this program, whatever is in it; makes it when there is none.
   *
   * @throws FolderRefused when another program has it, or it cannot be written
   */
  public static HallFolder hold(Path folder) {
    return hold(folder, real -> {});
  }

  /** What is done with a folder once it is held, before its database is looked at. */
  private interface Preparation {
    void of(Path folder) throws IOException;
  }

  private static HallFolder hold(Path folder, Preparation preparation) {
    try {
      Path real = PrivateFiles.makeFolder(folder).toRealPath();
      if (!HELD.add(real)) {
        throw new FolderRefused(Why.IN_USE, folder, null);
      }
      FileChannel channel = lock(real.resolve(LOCK));
      if (channel == null) {
        HELD.remove(real);
        throw new FolderRefused(Why.IN_USE, folder, null);
      }
      var held = new HallFolder(real, channel);
      try {
        preparation.of(real);
        held.mustBeAlone();
        PrivateFiles.delete(real.resolve(RESTORING));
        return held;
      } catch (RuntimeException | IOException e) {
        held.close();
        throw e;
      }
    } catch (IOException e) {
      throw new FolderRefused(Why.NO_FOLDER, folder, e);
    }
  }

  /**
   * The database's native library is unpacked here at each start. In the system's temporary folder
   * each stopped machine would leave one more, and hardened systems let nothing there be run.
   */
  private static void ownLibraries(Path folder) throws IOException {
    Path libraries = folder.resolve("native");
    FileSystemUtils.deleteRecursively(libraries);
    Files.createDirectories(libraries);
    System.setProperty("org.sqlite.tmpdir", libraries.toString());
  }

  /**
   * The folder for a short command beside the program that may run from it.
   *
   * @throws FolderRefused when its database is gone
   */
  static HallFolder visit(Path folder) {
    try {
      var visited = new HallFolder(folder, null);
      if (visited.holdsHall() && !Files.exists(visited.database())) {
        throw new FolderRefused(Why.MISSING, folder, null);
      }
      if (visited.holdsHall() && Files.size(visited.database()) == 0) {
        throw new FolderRefused(Why.EMPTY, folder, null);
      }
      PrivateFiles.makeFolder(folder);
      if (!Files.exists(visited.database())) {
        PrivateFiles.make(visited.database());
      }
      return visited;
    } catch (IOException e) {
      throw new FolderRefused(Why.NO_FOLDER, folder, e);
    }
  }

  /** The lock ends with the channel, or with the process; null when another process has it. */
  private static FileChannel lock(Path file) throws IOException {
    var channel =
        FileChannel.open(
            PrivateFiles.make(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      return null;
    }
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(LOCK_TEXT.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) { // a full disk: the lock holds without its sentence, and pages say so
      log.warn("{} holds no sentence: {}", file, e.getMessage());
    }
    return channel;
  }

  /** Takes the lock file again where somebody has deleted it. */
  synchronized void keep() {
    Path file = folder.resolve(LOCK);
    try {
      if (channel == null || (Files.exists(file) && OpenDatabase.identity(file).equals(locked))) {
        return;
      }
      FileChannel again = lock(file);
      if (again != null) { // else another start has it, which the open database refuses
        channel.close();
        channel = again;
        locked = OpenDatabase.identity(file);
        log.warn("{} was deleted while the server runs; it is held again", file);
      }
    } catch (IOException e) { // where the folder is gone, so is the database, which is told
      log.debug("{} cannot be held again", file, e);
    }
  }

  /** A lock file that was deleted keeps nobody out; the open database does. */
  private void mustBeAlone() throws IOException {
    if (holdsDatabase() && DatabaseCheck.openElsewhere(database())) {
      throw new FolderRefused(Why.IN_USE, folder, null);
    }
  }

  private void check(int schema) throws IOException {
    boolean known = holdsHall();
    if (!Files.exists(database())) {
      if (known) {
        throw new FolderRefused(Why.MISSING, folder, null);
      }
    } else if (Files.size(database()) > 0) {
      new DatabaseCheck(folder, database()).run(schema, known);
    } else if (known) {
      throw new FolderRefused(Why.EMPTY, folder, null);
    }
  }

  /** Where it is. */
  public Path path() {
    return folder;
  }

  /** The database. */
  public Path database() {
    return folder.resolve(DATABASE);
  }

  private boolean holdsDatabase() throws IOException {
    return Files.exists(database()) && Files.size(database()) > 0;
  }

  /** Whether a hall lives here, be its database there or not. */
  public boolean holdsHall() {
    return Files.exists(folder.resolve(MARKER));
  }

  /** Whether there was neither a marker nor a database when the running program took it. */
  public boolean isNew() {
    return fresh;
  }

  /** From now on a hall lives here: its database has its tables. */
  public void settle() throws IOException {
    if (installation().isEmpty()) {
      settleAs(UUID.randomUUID().toString());
    }
  }

  /** From now on this installation's hall lives here. */
  public void settleAs(String installation) throws IOException {
    if (!installation().equals(Optional.of(installation))) {
      String text = TEXT + INSTALLATION + installation + "\n";
      PrivateFiles.write(folder.resolve(MARKER), text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Which installation's hall lives here: two of them never have the same name, a hall and its
   * backups do. Empty when there is none, or its server was older than 0.2.0.
   */
  public Optional<String> installation() throws IOException {
    return holdsHall()
        ? Files.readAllLines(folder.resolve(MARKER)).stream()
            .filter(line -> line.startsWith(INSTALLATION))
            .map(line -> line.substring(INSTALLATION.length()).strip())
            .findFirst()
        : Optional.empty();
  }

  /** Another program may have it. */
  @Override
  public synchronized void close() {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
      HELD.remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
