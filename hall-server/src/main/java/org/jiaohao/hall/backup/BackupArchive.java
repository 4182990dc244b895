package org.jiaohao.hall.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jiaohao.hall.store.HallFolder;
import org.jiaohao.hall.store.PrivateFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A backup as one file: a ZIP of the database, the other files of the data folder, a manifest. Keys
 * have a ZIP of their own.
 */
final class BackupArchive {
  private static final String MANIFEST = "manifest.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private BackupArchive() {}

  /** The backup is not whole, or does not hold what was put in. */
  static final class UnsoundException extends Exception {
    UnsoundException(String message, Exception cause) {
      super(message, cause);
    }
  }

  /**
   * Writes a backup.
   *
   * @param file empty and private
   * @param database the copy of the database
   * @param folder where the other files are
   * @param others their paths in it, as in the data folder
   * @param installation whose it is, or null when that is not known
   */
  static void write(
      Path file,
      Path database,
      Path folder,
      List<Path> others,
      String installation,
      Instant takenAt,
      SortedMap<String, TableDigest> tables)
      throws IOException {
    var files = new TreeMap<String, String>();
    try (var zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      zip.setLevel(Deflater.BEST_SPEED);
      add(zip, HallFolder.DATABASE, database);
      for (Path other : others) {
        String name = other.toString().replace('\\', '/');
        files.put(name, add(zip, name, folder.resolve(other)));
      }
      zip.putNextEntry(new ZipEntry(MANIFEST));
      zip.write(JSON.writeValueAsBytes(new Manifest(installation, takenAt, tables, files)));
      zip.closeEntry();
    }
  }

  /** Writes keys into a new private file. */
  static void writeKeys(Path file, Path folder, List<Path> keys) throws IOException {
    Path part = PrivateFiles.make(file.resolveSibling(file.getFileName() + ".part"));
    try {
      try (var zip = new ZipOutputStream(Files.newOutputStream(part))) {
        for (Path key : keys) {
          add(zip, key.toString().replace('\\', '/'), folder.resolve(key));
        }
      }
      PrivateFiles.publish(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * Unpacks what {@link #writeKeys} wrote.
   *
   * @throws UnsoundException when it holds anything else, or nothing
   */
  static void extractKeys(Path file, Path to) throws IOException, UnsoundException {
    int found = 0;
    try (var zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path path = inside(to, entry.getName());
        if (path.equals(to) || !DataFiles.isKey(to.relativize(path))) {
          throw new UnsoundException("it holds more than keys: " + entry.getName(), null);
        }
        unpack(zip, path);
        found++;
      }
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      throw new UnsoundException("it cannot be read: " + e.getMessage(), e);
    }
    if (found == 0) {
      throw new UnsoundException("it holds no keys", null);
    }
  }

  private static String add(ZipOutputStream zip, String name, Path file) throws IOException {
    MessageDigest digest = TableDigest.newDigest();
    zip.putNextEntry(new ZipEntry(name));
    try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(zip);
    }
    zip.closeEntry();
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Unpacks a backup and compares every row of every table and every file with what was put in.
   *
   * @param to an empty folder
   * @throws UnsoundException when it is not the same, or no backup at all
   */
  static Manifest extract(Path file, Path to) throws IOException, UnsoundException {
    Manifest manifest = null;
    var files = new TreeMap<String, String>();
    try (var zip =
        new ZipInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(MANIFEST)) {
          manifest = JSON.readValue(zip.readAllBytes(), Manifest.class);
        } else {
          files.put(entry.getName(), unpack(zip, inside(to, entry.getName())));
        }
      }
    } catch (JacksonException | java.util.zip.ZipException | java.io.EOFException e) {
      throw new UnsoundException("it cannot be read: " + e.getMessage(), e);
    }
    if (manifest == null || files.remove(HallFolder.DATABASE) == null) {
      throw new UnsoundException("it is not a whole backup", null);
    }
    if (!files.equals(manifest.files())) {
      throw new UnsoundException("its files are not those that were put in", null);
    }
    compare(to.resolve(HallFolder.DATABASE), manifest);
    return manifest;
  }

  private static Path inside(Path folder, String name) throws UnsoundException {
    Path path = folder.resolve(name).normalize();
    if (!path.startsWith(folder)) {
      throw new UnsoundException("a name leads out of its folder: " + name, null);
    }
    return path;
  }

  private static String unpack(InputStream in, Path file) throws IOException {
    PrivateFiles.makeFolder(file.getParent());
    MessageDigest digest = TableDigest.newDigest();
    try (OutputStream out =
        new DigestOutputStream(Files.newOutputStream(PrivateFiles.make(file)), digest)) {
      in.transferTo(out);
    }
    PrivateFiles.sync(file);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void compare(Path database, Manifest manifest) throws UnsoundException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery("pragma integrity_check(1)")) {
        row.next();
        if (!row.getString(1).equals("ok")) {
          throw new UnsoundException("its database is damaged: " + row.getString(1), null);
        }
      }
      SortedMap<String, TableDigest> found = TableDigest.all(connection);
      for (String table : manifest.tables().keySet()) {
        if (!manifest.tables().get(table).equals(found.get(table))) {
          throw new UnsoundException("the rows of its table " + table + " differ", null);
        }
      }
      if (found.size() != manifest.tables().size()) {
        throw new UnsoundException("it has other tables: " + found.keySet(), null);
      }
    } catch (SQLException e) {
      throw new UnsoundException("its database cannot be read: " + e.getMessage(), e);
    }
  }
}
