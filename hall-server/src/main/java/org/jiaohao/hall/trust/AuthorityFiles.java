package org.jiaohao.hall.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jiaohao.hall.store.CannotStart;
import org.jiaohao.hall.store.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the hall's authority. They are made once, when none of them is there; where one of
 * them is lost later, it is brought back, or the server does not start: with another authority no
 * agent would know it any more.
 */
final class AuthorityFiles {
  private static final Logger log = LoggerFactory.getLogger(AuthorityFiles.class);

  /** The server's own certificate and key, with the authority's certificate behind them. */
  static final String SERVER = "server.p12";

  /** Opens the key store; it is no secret, the rights of the file keep it. */
  static final String PASSWORD = "jiaohao";

  /** What the server's certificate is called in its key store. */
  static final String ENTRY = "server";

  private final Path folder;
  private final boolean newHall;
  private final Path certificate;
  private final Path key;

  /** There while they are made: whatever is found beside it was never in use. */
  private final Path unfinished;

  /**
   * Those of a folder.
   *
   * @param newHall whether no hall lived here before this start, which could have enrolled agents
   */
  AuthorityFiles(Path folder, boolean newHall) {
    this.folder = folder;
    this.newHall = newHall;
    this.certificate = folder.resolve("ca.crt");
    this.key = folder.resolve("ca.key");
    this.unfinished = folder.resolve("ca.unfinished");
  }

  /**
   * Reads them; makes them at the first start.
   *
   * @param names what the authority may vouch for beside private names and addresses
   * @throws CannotStart when one of them is lost for good or belongs to another
   */
  Identity open(Collection<String> names) throws IOException, GeneralSecurityException {
    Path server = folder.resolve(SERVER);
    if (Files.exists(unfinished) || Stream.of(certificate, key, server).noneMatch(Files::exists)) {
      return make(names);
    }
    if (!Files.exists(key)) {
      throw lost("私钥文件 ca.key 丢失", "its key, ca.key, is lost");
    }
    PrivateKey own = ownKey();
    Optional<X509Certificate> kept = kept();
    if (kept.isPresent() && !new Identity(own, List.of(kept.get())).belongsTogether()) {
      throw lost("证书 ca.crt 与私钥 ca.key 不匹配", "ca.crt and ca.key do not belong together");
    }
    return new Identity(own, List.of(kept.isPresent() ? kept.get() : broughtBack(own, server)));
  }

  private PrivateKey ownKey() {
    try {
      return Pem.key(Files.readAllBytes(key), "EC");
    } catch (GeneralSecurityException | IllegalArgumentException e) { // the latter for no Base64
      log.debug("{} is not readable", key, e);
      throw lost("私钥文件 ca.key 为空或损坏", "its key, ca.key, is empty or damaged");
    } catch (IOException e) {
      throw CannotStart.cannotReadOrWrite(key, e);
    }
  }

  private Identity make(Collection<String> names) throws IOException, GeneralSecurityException {
    KeyPair keys = Certificates.keys();
    X509Certificate made = Certificates.authority(keys, names);
    PrivateFiles.makeFolder(folder);
    PrivateFiles.write(unfinished, new byte[0]);
    PrivateFiles.write(key, Pem.of(keys.getPrivate()).getBytes(StandardCharsets.US_ASCII));
    write(made);
    Files.delete(unfinished);
    PrivateFiles.syncFolder(folder);
    if (newHall) {
      log.info("made the hall's certificate authority in {}", folder);
      return new Identity(keys.getPrivate(), List.of(made));
    }
    log.warn(
        "已在 {} 新建大厅证书：以前注册过的终端须用新的登记码重新注册。 / A new certificate authority of the hall was"
            + " made; agents that were enrolled before have to be enrolled again with new codes.",
        folder);
    return new Identity(keys.getPrivate(), List.of(made));
  }

  private void write(X509Certificate authority) throws IOException, GeneralSecurityException {
    PrivateFiles.write(certificate, Pem.of(authority).getBytes(StandardCharsets.US_ASCII));
  }

  /** Empty when the file is lost, or what is in it. */
  private Optional<X509Certificate> kept() {
    if (!Files.exists(certificate)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Pem.certificates(Files.readAllBytes(certificate)).getFirst());
    } catch (GeneralSecurityException e) {
      log.debug("{} is not readable", certificate, e);
      return Optional.empty();
    } catch (IOException e) {
      throw CannotStart.cannotReadOrWrite(certificate, e);
    }
  }

  /** The very certificate that agents have pinned stands behind the server's own. */
  private X509Certificate broughtBack(PrivateKey own, Path server)
      throws IOException, GeneralSecurityException {
    X509Certificate shown =
        shownWith(server)
            .filter(each -> new Identity(own, List.of(each)).belongsTogether())
            .orElseThrow(
                () -> lost("证书文件 ca.crt 丢失或损坏", "its certificate, ca.crt, is lost or damaged"));
    write(shown);
    log.warn(
        "大厅证书 {} 丢失或损坏，已从 {} 恢复，终端无需重新注册。 / The hall's certificate was lost or damaged"
            + " and was brought back; agents need not be enrolled again.",
        certificate,
        server.getFileName());
    return shown;
  }

  private static Optional<X509Certificate> shownWith(Path server) {
    if (!Files.exists(server)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(server)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      Certificate[] chain = store.getCertificateChain(ENTRY);
      return chain == null ? Optional.empty() : Optional.of((X509Certificate) chain[1]);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      log.debug("{} is not readable", server, e);
      return Optional.empty();
    }
  }

  private CannotStart lost(String zh, String en) {
    return new CannotStart(
        "大厅证书不完整（%s 中的%s）。%s".formatted(folder, zh, toDoZh(folder)),
        "The hall's certificate authority in %s is not complete: %s. %s"
            .formatted(folder, en, toDoEn(folder)));
  }

  /** What to do when they are of no use, zh-CN. */
  static String toDoZh(Path folder) {
    return ("请用密钥文件（命令 keys --from --to 所写的 ZIP 文件）中的 tls 文件夹恢复 %s，然后重新启动；若没有密钥文件，请删除该文件夹并重新启动，"
            + "然后重新注册所有终端。")
        .formatted(folder);
  }

  /** The same in English. */
  static String toDoEn(Path folder) {
    return ("Restore %s from the folder tls of the key file (the ZIP that the command keys --from"
            + " --to wrote) and start again; without one, delete that folder, start again and enrol"
            + " all agents again.")
        .formatted(folder);
  }
}
