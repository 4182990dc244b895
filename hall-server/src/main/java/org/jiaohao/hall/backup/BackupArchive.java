package org.jiaohao.hall.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
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
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jiaohao.hall.store.Cause;
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
  static final class UnsoundException extends Exception implements Cause.Told {
    private final Cause told;

    UnsoundException(String zh, String en) {
      this(zh, en, null);
    }

    UnsoundException(String zh, String en, Exception cause) {
      super(en, cause);
      told = new Cause(zh, en);
    }

    @Override
    public Cause told() {
      return told;
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
          throw new UnsoundException(
              "其中有密钥以外的文件 " + entry.getName(), "it holds more than keys: " + entry.getName());
        }
        unpack(zip, path);
        found++;
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) { // the last for its names
      throw unreadable(e);
    }
    if (found == 0) {
      throw new UnsoundException("其中没有密钥", "it holds no keys");
    }
  }

  private static UnsoundException unreadable(Exception e) {
    String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new UnsoundException(
        "文件不完整或已损坏，无法读取", "it is not whole or damaged, and cannot be read: " + said, e);
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
    } catch (JacksonException | ZipException | EOFException | IllegalArgumentException e) {
      throw unreadable(e);
    }
    if (manifest == null || !manifest.isWhole() || files.remove(HallFolder.DATABASE) == null) {
      throw new UnsoundException("不是一份完整的备份", "it is not a whole backup");
    }
    if (!files.equals(manifest.files())) {
      throw new UnsoundException("其中的文件与备份时的不一致", "its files are not those that were put in");
    }
    compare(to.resolve(HallFolder.DATABASE), manifest);
    return manifest;
  }

  private static Path inside(Path folder, String name) throws UnsoundException {
    Path path = folder.resolve(name).normalize();
    if (!path.startsWith(folder)) {
      throw new UnsoundException(
          "其中的文件名 " + name + " 指向文件夹以外", "a name leads out of its folder: " + name);
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
          throw new UnsoundException("其中的数据库已损坏", "its database is damaged: " + row.getString(1));
        }
      }
      SortedMap<String, TableDigest> found = TableDigest.all(connection);
      for (String table : manifest.tables().keySet()) {
        if (!manifest.tables().get(table).equals(found.get(table))) {
          throw new UnsoundException(
              "表 " + table + " 的内容与备份时的不一致", "the rows of its table " + table + " differ");
        }
      }
      if (found.size() != manifest.tables().size()) {
        throw new UnsoundException(
            "其中的表与备份时的不同：" + found.keySet(), "it has other tables: " + found.keySet());
      }
    } catch (SQLException e) {
      throw new UnsoundException("其中的数据库无法读取", "its database cannot be read: " + e.getMessage(), e);
    }
  }
}
