package org.jiaohao.hall.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.hall.store.FolderRefused.Why;

/**
 * The folder that holds everything a hall keeps, held by one program at a time. A marker beside the
 * database says that a hall lives here: where its database is gone, nobody begins a new hall in
 * silence and gives today's numbers a second time.
 */
public final class HallFolder implements AutoCloseable {
  /** Name of the database. */
  public static final String DATABASE = "hall.db";

  /** Name of the marker; see {@link #settle}. */
  public static final String MARKER = "hall.marker";

  /** Name of the file that the running program has locked. */
  public static final String LOCK = "hall.lock";

  private static final String TEXT =
      """
      本文件夹中有一个大厅的数据（hall.db）。数据库丢失时，请用备份恢复，不要删除本文件。
      A hall's data (hall.db) lives in this folder. Should it be lost, restore a backup; do not delete this file.
      """;

  /** Folders held in this process: to close a second channel would end the lock of the first. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel; // null when it is only visited

  private HallFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder for this program and looks through the database.
   *
   * @param schema the newest schema this program knows
   * @throws FolderRefused when the hall cannot be run from it
   */
  public static HallFolder open(Path folder, int schema) {
    HallFolder held = hold(folder);
    try {
      held.check(schema);
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
      return new HallFolder(real, channel);
    } catch (IOException e) {
      throw new FolderRefused(Why.NO_FOLDER, folder, e);
    }
  }

  /**
   * The folder for a short command beside the program that may run from it.
   *
   * @throws FolderRefused when its database is gone
   */
  static HallFolder visit(Path folder) {
    var visited = new HallFolder(folder, null);
    try {
      if (visited.holdsHall() && !Files.exists(visited.database())) {
        throw new FolderRefused(Why.MISSING, folder, null);
      }
      if (visited.holdsHall() && Files.size(visited.database()) == 0) {
        throw new FolderRefused(Why.EMPTY, folder, null);
      }
      PrivateFiles.makeFolder(folder);
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
    return channel;
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

  /** Whether a hall lives here, be its database there or not. */
  public boolean holdsHall() {
    return Files.exists(folder.resolve(MARKER));
  }

  /** From now on a hall lives here: its database has its tables. */
  public void settle() throws IOException {
    Path marker = folder.resolve(MARKER);
    if (!Files.exists(marker)) {
      PrivateFiles.write(marker, TEXT.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Another program may have it. */
  @Override
  public void close() {
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
