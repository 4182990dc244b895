package org.jiaohao.hall.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a file, the commands say it in Chinese and in English, each whole. */
class RefusalsTest {
  @TempDir Path folders;
  private Path backup;

  @BeforeEach
  void aBackup() throws Exception {
    backup = folders.resolve("backup.zip");
    write(backup, "manifest", digests -> digests);
  }

  private void write(
      Path file,
      String name,
      Function<TreeMap<String, TableDigest>, TreeMap<String, TableDigest>> changed)
      throws Exception {
    Path database = folders.resolve(name + ".db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement()) {
      statement.execute("create table note (text text)");
      statement.execute("insert into note values ('kept')");
      BackupArchive.write(
          file,
          database,
          folders,
          List.of(),
          "one",
          Instant.EPOCH,
          changed.apply(new TreeMap<>(TableDigest.all(connection))));
    }
  }

  private Path zip(String name, String entry, String text) throws IOException {
    Path file = folders.resolve(name);
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private record Said(int code, String text) {}

  private Said restore(Object... arguments) {
    var given = Stream.concat(Stream.of("restore"), Stream.of(arguments)).map(Object::toString);
    var bytes = new ByteArrayOutputStream();
    int code =
        RestoreCommand.run(
            given.toList(),
            Clock.systemUTC(),
            new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return new Said(code, bytes.toString(StandardCharsets.UTF_8));
  }

  /** A line in Chinese without an English word but paths, options and names; one in English. */
  private void isInBothLanguages(Said said, int code) {
    assertThat(said.text).as("two lines").hasLineCount(2).doesNotContain("\tat ", "Exception");
    String zh =
        said.text.lines().findFirst().orElseThrow().replaceAll("/[^ ）：]*|--\\w+|\\[.*]", "");
    assertThat(zh).containsPattern("\\p{IsHan}{4}").doesNotContainPattern("[A-Za-z]{2,} [A-Za-z]+");
    assertThat(said.text.lines().toList().getLast()).doesNotContainPattern("\\p{IsHan}");
    assertThat(said.code).isEqualTo(code);
  }

  @Test
  void backupsThatCannotBeUsed() throws Exception {
    Path to = folders.resolve("to");
    byte[] whole = Files.readAllBytes(backup);
    var wrong = new ArrayList<>(List.of(folders.resolve("missing.zip")));
    for (int percent : new int[] {0, 5, 30, 60}) {
      wrong.add(
          Files.write(
              folders.resolve("cut" + percent + ".zip"),
              Arrays.copyOf(whole, whole.length * percent / 100)));
    }
    wrong.add(zip("manifest.zip", "manifest.json", "{\"files\":"));
    wrong.add(zip("empty-manifest.zip", "manifest.json", "{}"));
    wrong.add(zip("text.zip", "hall.db", "no database"));
    wrong.add(zip("out.zip", "../out", "text"));
    Path rows = folders.resolve("rows.zip");
    write(
        rows,
        "rows",
        digests -> {
          digests.put("note", new TableDigest(2, "00"));
          return digests;
        });
    Path tables = folders.resolve("tables.zip");
    write(tables, "tables", digests -> new TreeMap<>());
    wrong.addAll(List.of(rows, tables));
    for (Path file : wrong) {
      Said said = restore("--from", file, "--to", to);
      isInBothLanguages(said, 31);
      assertThat(said.text).as(file.toString()).contains(file.toString(), "未作任何更改");
      assertThat(to).doesNotExist();
    }
    isInBothLanguages(restore("--from", folders, "--to", to), 31);
  }

  @Test
  void aManifestWithoutWhatEveryBackupSays() throws Exception {
    Path file = folders.resolve("half.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : List.of("hall.db", "manifest.json")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write("{\"files\":{}}".getBytes(StandardCharsets.UTF_8));
      }
    }
    isInBothLanguages(restore("--from", file, "--to", folders.resolve("to")), 31);
  }

  /** It is the file of keys that is named, not the backup. */
  @Test
  void keysThatCannotBeUsed() throws Exception {
    Path none = folders.resolve("none.zip");
    new ZipOutputStream(Files.newOutputStream(none)).close();
    Path whole = zip("keys.zip", "tls/ca.key", "of the hall".repeat(100));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folders.resolve("cut.zip"), Arrays.copyOf(bytes, bytes.length / 2));
    for (Path keys : List.of(backup, none, cut)) {
      Said said = restore("--from", backup, "--to", folders.resolve("to"), "--keys", keys);
      isInBothLanguages(said, 31);
      assertThat(said.text).contains("密钥文件 " + keys, "The key file " + keys);
      assertThat(folders.resolve("to")).doesNotExist();
    }
  }

  @Test
  void placesThatCannotBeWritten() throws Exception {
    Path file = Files.writeString(folders.resolve("file"), "in the way");
    isInBothLanguages(restore("--from", backup, "--to", file.resolve("to")), 33);
    var bytes = new ByteArrayOutputStream();
    Path data = Files.createDirectories(folders.resolve("data").resolve("tls"));
    Files.writeString(data.resolve("ca.key"), "key");
    int code =
        KeysCommand.run(
            List.of("keys", "--from", data.getParent() + "", "--to", file.resolve("keys.zip") + ""),
            new PrintStream(bytes, true, StandardCharsets.UTF_8));
    isInBothLanguages(new Said(code, bytes.toString(StandardCharsets.UTF_8)), 33);
  }
}
