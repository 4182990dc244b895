package org.jiaohao.hall.store;

/** The database could not store a change: disk full, read-only, or broken. Nothing was changed. */
public class StorageException extends RuntimeException {
  StorageException(Throwable cause) {
    super("the database could not store the change: " + cause.getMessage(), cause);
  }
}
