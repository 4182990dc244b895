package org.jiaohao.emulator.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A serial line without hardware: a pseudo-terminal whose other end a driver opens through a link.
 * At every plug the terminal gets a new number, as a USB adapter does.
 */
final class PtyLine implements Line {
  private final Path link;
  private final Receiver receiver;
  private volatile Pty pty;

  PtyLine(Path link, Receiver receiver) {
    this.link = link.toAbsolutePath();
    this.receiver = receiver;
  }

  @Override
  public String address() {
    return "serial:" + link;
  }

  @Override
  public synchronized void plug() throws IOException {
    if (pty != null) {
      return;
    }
    if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
      throw new IOException(link + " exists and is no link: choose another path for the terminal");
    }
    Pty opened = Pty.open();
    try {
      Path fresh =
          link.resolveSibling(link.getFileName() + ".new-" + ProcessHandle.current().pid());
      Files.deleteIfExists(fresh);
      Files.createSymbolicLink(fresh, Path.of(opened.name()));
      Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      opened.close();
      throw new IOException("Cannot make the link " + link + ": " + e, e);
    }
    pty = opened;
    Thread.ofPlatform().daemon().name("pty-" + link.getFileName()).start(() -> serve(opened));
  }

  @Override
  public synchronized void unplug() {
    Pty closing = pty;
    if (closing == null) {
      return;
    }
    pty = null;
    try {
      if (Files.isSymbolicLink(link)
          && Files.readSymbolicLink(link).equals(Path.of(closing.name()))) {
        Files.delete(link);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Cannot remove the link " + link, e);
    } finally {
      closing.close();
    }
  }

  @Override
  public boolean plugged() {
    return pty != null;
  }

  @Override
  public void write(byte[] bytes) {
    Pty to = pty;
    if (to != null) {
      to.write(bytes);
    }
  }

  private void serve(Pty from) {
    byte[] bytes = from.read();
    while (bytes != null) {
      if (bytes.length > 0) {
        receiver.received(bytes);
      }
      bytes = from.read();
    }
  }
}
