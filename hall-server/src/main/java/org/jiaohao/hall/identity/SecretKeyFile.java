package org.jiaohao.hall.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jiaohao.hall.store.CannotStart;
import org.jiaohao.hall.store.PrivateFiles;

/** A key of 256 random bits in a file of its own, which only the server's user may read. */
final class SecretKeyFile {
  private static final int BYTES = 32;

  private SecretKeyFile() {}

  /**
   * Reads the key; makes it when there is no file.
   *
   * @throws CannotStart when the file holds something else, or cannot be made
   */
  static SecretKey read(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      if (!text.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
        throw new CannotStart(
            file + " 不是动态口令密钥，请从密钥文件（keys 命令所写）恢复，或删除后由各人重新设置动态口令。",
            file
                + " is no key of second factors. Restore it from the key file that the command"
                + " keys wrote, or delete it; then each"
                + " second factor has to be set up again.");
      }
      return new SecretKeySpec(HexFormat.of().parseHex(text), "AES");
    } catch (IOException e) {
      throw CannotStart.cannotReadOrWrite(file, e);
    }
  }

  private static void create(Path file) throws IOException {
    var random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    PrivateFiles.write(file, HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII));
  }
}
