package org.jiaohao.hall.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import org.jiaohao.contract.http.EnrolmentCodes;
import org.jiaohao.contract.mqtt.MessageSignature;
import org.jiaohao.hall.store.CannotStart;
import org.jiaohao.hall.store.HallFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The hall's own certificate authority (N18), made at the first start in the folder {@code tls} of
 * the data. Agents pin it at their enrolment, PCs of staff may install it. It stays the same for
 * the life of the hall: with a new one every agent must be enrolled again.
 */
@Component
public class Authority {
  private static final Logger log = LoggerFactory.getLogger(Authority.class);

  private final Path folder;
  private final X509Certificate certificate;
  private final PrivateKey key;

  @Autowired
  Authority(@Value("${jiaohao.data}") Path data, HallNetwork network, HallFolder hall) {
    this(data, network, hall.isNew());
  }

  /**
   * The same with another folder.
   *
   * @param newHall whether no hall lived there before this start
   */
  Authority(Path data, HallNetwork network, boolean newHall) {
    this.folder = data.resolve("tls").toAbsolutePath();
    try {
      Identity own = new AuthorityFiles(folder, newHall).open(network.certified());
      certificate = own.certificate();
      key = own.key();
    } catch (CannotStart lost) {
      throw lost;
    } catch (IOException e) {
      throw CannotStart.cannotReadOrWrite(folder, e);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new CannotStart(
          "大厅证书 %s 已损坏。%s".formatted(folder, AuthorityFiles.toDoZh(folder)),
          "The hall's certificate authority in %s is damaged. %s"
              .formatted(folder, AuthorityFiles.toDoEn(folder)),
          e);
    }
    log.info("the hall's certificate authority has the SHA-256 {}", fingerprint());
  }

  /** Its certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Its certificate as PEM text. */
  public String pem() {
    try {
      return Pem.of(certificate);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // it was decoded from what it encodes to
    }
  }

  /** SHA-256 of its certificate as browsers show it: 32 pairs of hexadecimal digits. */
  public String fingerprint() {
    return fingerprint(certificate);
  }

  /** The part of an enrolment code by which an agent knows it. */
  public String mark() {
    return EnrolmentCodes.mark(certificate);
  }

  /**
   * Signs a message to agents, which know the certificate.
   *
   * @see MessageSignature
   */
  public String sign(String topic, byte[] payload) {
    try {
      return MessageSignature.of(key, topic, payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // it has signed certificates
    }
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.ofDelimiter(":")
          .withUpperCase()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has SHA-256
    }
  }

  /** Where its files lie. */
  Path folder() {
    return folder;
  }

  /**
   * A certificate for a server of these names and addresses, which never outlives the authority.
   *
   * @param until at the latest
   * @throws CannotStart when the authority may not vouch for one of them
   */
  X509Certificate vouchFor(PublicKey server, Collection<String> names, Instant from, Instant until)
      throws GeneralSecurityException {
    for (String name : names) {
      mustBePermitted(name);
    }
    Instant end = certificate.getNotAfter().toInstant();
    return Certificates.server(
        server, names, from, until.isAfter(end) ? end : until, certificate, key);
  }

  private void mustBePermitted(String name) {
    if (!Certificates.mayVouchFor(certificate, name)) {
      throw new CannotStart(
          ("大厅证书创建时未包含 jiaohao.network 中的“%s”，不能为其签发证书。请改回原来的名称，" + "或删除 %s 并重新启动，然后重新注册所有终端。")
              .formatted(name, folder),
          ("The hall's certificate authority was made before \"%s\" stood in jiaohao.network and"
                  + " may not vouch for it. Set the former name again, or delete %s, start"
                  + " again and enrol all agents again.")
              .formatted(name, folder));
    }
  }
}
