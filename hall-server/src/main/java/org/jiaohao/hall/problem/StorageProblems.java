package org.jiaohao.hall.problem;

import org.jiaohao.hall.store.StorageException;

/** What is said when the database cannot store or read: why, and what to do next. */
final class StorageProblems {
  private StorageProblems() {}

  static Problem of(StorageException.Reason reason) {
    return switch (reason) {
      case FULL ->
          unavailable(
              "The server's disk is full; nothing was changed. Free disk space or call the"
                  + " technician, then try again.",
              "服务器磁盘空间已满，本次操作未生效。请清理磁盘空间或联系技术员后重试。");
      case BUSY ->
          unavailable(
              "The server's database is busy at the moment; nothing was changed. Try again in some"
                  + " seconds; call the technician if it lasts.",
              "服务器数据库正忙，本次操作未生效。请几秒钟后重试；持续出现请联系技术员。");
      case DAMAGED ->
          unavailable(
              "The server's database is damaged; nothing was changed. Call the technician: the last"
                  + " backup has to be restored.",
              "服务器数据库已损坏，本次操作未生效。请立即联系技术员，用最近的备份恢复。");
      case REFUSED ->
          unavailable(
              "The server cannot write to its disk; nothing was changed. Call the technician, then"
                  + " try again.",
              "服务器无法写入磁盘，本次操作未生效。请联系技术员处理后重试。");
      case MOVED ->
          unavailable(
              "The server's database is not in its place any more; nothing was changed. Call the"
                  + " technician at once: put the files hall.db, hall.db-wal and hall.db-shm back, or"
                  + " restore the last backup. Do not stop the server before.",
              "服务器数据库文件已不在原处，本次操作未生效。请立即联系技术员：将 hall.db、hall.db-wal、hall.db-shm"
                  + " 一起放回原处，找不到时用最近的备份恢复；在此之前不要停止服务器。");
      case UNCERTAIN ->
          new Problem(
              503,
              "storage-uncertain",
              "The server did not finish in time; this may have been carried out or not. Look at the"
                  + " present state before you try again.",
              "服务器未能及时完成，本次操作可能已生效，也可能未生效。请先查看当前状态，再决定是否重试。");
    };
  }

  private static Problem unavailable(String detail, String detailZh) {
    return new Problem(503, "storage-unavailable", detail, detailZh);
  }
}
