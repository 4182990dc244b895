package org.jiaohao.hall.store;

import java.util.Optional;
import org.sqlite.SQLiteException;

/** The database could not store a change; nothing was changed, except where the reason says so. */
public class StorageException extends RuntimeException {
  private static final int PRIMARY_CODE = 0xff; // the rest of a result code is detail

  private final Reason reason;

  /** Why it could not. */
  public enum Reason {
    /** No space is left. */
    FULL,
    /** Another program holds the file, or the commands before took too long. */
    BUSY,
    /** The file does not hold what was written. */
    DAMAGED,
    /** The disk refuses: read-only, unplugged, broken. */
    REFUSED,
    /** The file, or the folder around it, was moved, deleted or replaced while it was open. */
    MOVED,
    /** The caller does not wait any longer for a command that has begun; it may yet be stored. */
    UNCERTAIN
  }

  StorageException(Throwable cause) {
    this(reasonOf(cause).orElse(Reason.REFUSED), cause);
  }

  StorageException(Reason reason, Throwable cause) {
    super("the database could not store the change (" + reason + "): " + cause.getMessage(), cause);
    this.reason = reason;
  }

  /** Why it could not. */
  public Reason reason() {
    return reason;
  }

  /**
   * Why the database failed, also when it was only read.
   *
   * @return empty when the failure is not the database's, or is the fault of the statement
   */
  public static Optional<Reason> reasonOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageException known) {
        return Optional.of(known.reason);
      }
      if (cause instanceof SQLiteException sqlite) {
        return ofCode(sqlite.getResultCode().code & PRIMARY_CODE);
      }
    }
    return Optional.empty();
  }

  /** By the primary result code, https://www.sqlite.org/rescode.html. */
  private static Optional<Reason> ofCode(int code) {
    return switch (code) {
      case 5, 6, 15 -> Optional.of(Reason.BUSY); // BUSY, LOCKED, PROTOCOL
      case 13 -> Optional.of(Reason.FULL);
      case 11, 26 -> Optional.of(Reason.DAMAGED); // CORRUPT, NOTADB
      case 10, 14 -> Optional.of(Reason.REFUSED); // IOERR, CANTOPEN
      default -> Optional.empty();
    };
  }
}
