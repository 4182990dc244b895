package org.jiaohao.hall.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.store.HallFolder;
import org.jiaohao.hall.store.StorageException.Reason;
import org.jiaohao.hall.store.StoreHealth;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Nothing can be stored, or soon nothing will be. Told in every hall: none can draw then. */
@Component
class StorageRule implements AlertRule {
  private static final String SUBJECT = "server/storage";

  private final StoreHealth store;
  private final HallFolder folder;
  private final DataSize least;

  StorageRule(
      StoreHealth store,
      HallFolder folder,
      @Value("${jiaohao.storage.least-free}") DataSize least) {
    this.store = store;
    this.folder = folder;
    this.least = least;
  }

  @Override
  public String kind() {
    return "STORAGE";
  }

  @Override
  public List<Trouble> troubles(String hall) {
    return store.trouble().map(StorageRule::refusing).or(this::nearlyFull).stream().toList();
  }

  private static Trouble refusing(Reason reason) {
    return switch (reason) {
      case FULL ->
          new Trouble(
              SUBJECT,
              "服务器磁盘已满，无法取号和叫号：请立即清理磁盘空间。",
              "The server's disk is full, nobody can draw or call: free space at once.");
      case BUSY, UNCERTAIN ->
          new Trouble(
              SUBJECT,
              "服务器数据库被其他程序占用，无法取号和叫号：请技术员关闭占用数据库的程序。",
              "Another program holds the server's database, nobody can draw or call: end that"
                  + " program.");
      case DAMAGED ->
          new Trouble(
              SUBJECT,
              "服务器数据库已损坏：请技术员停止服务器，用最近的备份恢复。",
              "The server's database is damaged: stop the server and restore the last backup.");
      case MOVED ->
          new Trouble(
              SUBJECT,
              "服务器数据库文件被移走、删除或替换，无法取号和叫号：请技术员立即将 hall.db、hall.db-wal、hall.db-shm"
                  + " 一起放回原处，在此之前不要停止服务器；放回后仍不恢复时重启服务器，找不到文件时停止服务器并用最近的备份恢复。",
              "The server's database was moved, deleted or replaced, nobody can draw or call: put"
                  + " hall.db, hall.db-wal and hall.db-shm back together before the server is"
                  + " stopped. If it still refuses then, start it again; if the files are lost, stop"
                  + " it and restore the last backup.");
      case REFUSED ->
          new Trouble(
              SUBJECT,
              "服务器无法写入磁盘，无法取号和叫号：请技术员检查磁盘。",
              "The server cannot write to its disk, nobody can draw or call: check the disk.");
    };
  }

  private Optional<Trouble> nearlyFull() {
    try {
      long free = Files.getFileStore(folder.path()).getUsableSpace();
      if (free >= least.toBytes()) {
        return Optional.empty();
      }
      // In steps, so that the text does not change with every byte.
      long steps = (free >> 20) / 50 * 50;
      return Optional.of(
          new Trouble(
              SUBJECT,
              "服务器磁盘空间不足（剩余不到 " + (steps + 50) + " MB）：请尽快清理，否则将无法取号。",
              "The server's disk is nearly full (less than "
                  + (steps + 50)
                  + " MB left): free space soon, or nobody can draw."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
