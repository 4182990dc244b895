package org.jiaohao.hall.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jiaohao.hall.store.CannotStart;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The certificate this server shows in the hall: valid for 90 days, issued by the hall's {@link
 * Authority} and renewed by itself after 30, without a restart. It is renewed as well when the
 * computer's clock was set so that it would not be valid now, and at a start with other names.
 * Browsers compare it with their own clocks, so the computer's counts, be it believed or not.
 */
@Component
public class ServerCertificate {
  private static final Logger log = LoggerFactory.getLogger(ServerCertificate.class);
  private static final Duration BEFORE = Duration.ofDays(1); // for browsers whose clock is behind
  private static final Duration VALID = Duration.ofDays(90);
  private static final Duration RENEWED_AFTER = Duration.ofDays(30);

  private final Authority authority;
  private final HallNetwork network;
  private final HallClock clock;
  private final Path file;
  private volatile Identity current;
  private volatile boolean failed;

  ServerCertificate(Authority authority, HallNetwork network, HallClock clock) {
    this.authority = authority;
    this.network = network;
    this.clock = clock;
    this.file = authority.folder().resolve(AuthorityFiles.SERVER);
    try {
      current = stored();
      if (current == null || due() || !names(current.certificate()).equals(wanted())) {
        current = issue();
      }
    } catch (IOException e) {
      throw CannotStart.cannotReadOrWrite(file, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // the authority has signed before
    }
  }

  /** What is shown now. */
  Identity current() {
    return current;
  }

  /** Whether its renewal was tried and failed; it is tried again. */
  boolean renewalFailed() {
    return failed;
  }

  /** A key store (PKCS#12) with key and certificate, replaced at each renewal. */
  public Path keyStore() {
    return file;
  }

  /** Opens the key store; it is no secret, the rights of the file keep it. */
  public String keyStorePassword() {
    return AuthorityFiles.PASSWORD;
  }

  /** Renews the certificate when its time has come; what fails is tried again in a minute. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
  void renew() {
    if (!due()) {
      failed = false;
      return;
    }
    try {
      current = issue();
      failed = false;
    } catch (IOException | GeneralSecurityException e) {
      failed = true;
      log.error(
          "大厅证书无法续期（{}），稍后重试。 / The server's certificate could not be renewed; it is tried"
              + " again.",
          file,
          e);
    }
  }

  private Instant now() {
    return clock.ofComputer();
  }

  private boolean due() {
    Instant begin = current.certificate().getNotBefore().toInstant().plus(BEFORE);
    Instant now = now();
    return now.isBefore(begin.minus(BEFORE)) || !now.isBefore(begin.plus(RENEWED_AFTER));
  }

  /** Stored before it is shown. */
  private Identity issue() throws IOException, GeneralSecurityException {
    KeyPair keys = Certificates.keys();
    Instant begin = now().minus(BEFORE);
    X509Certificate made =
        authority.vouchFor(
            keys.getPublic(), network.certified(), begin, begin.plus(BEFORE).plus(VALID));
    var identity = new Identity(keys.getPrivate(), List.of(made, authority.certificate()));
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        AuthorityFiles.ENTRY,
        identity.key(),
        keyStorePassword().toCharArray(),
        identity.chain().toArray(X509Certificate[]::new));
    var bytes = new ByteArrayOutputStream();
    store.store(bytes, keyStorePassword().toCharArray());
    PrivateFiles.write(file, bytes.toByteArray());
    log.info(
        "issued the server's certificate for {}, valid until {}", wanted(), made.getNotAfter());
    return identity;
  }

  /** What a former run left, or null when it cannot be used: a new one costs nothing. */
  private Identity stored() {
    if (!Files.exists(file)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, keyStorePassword().toCharArray());
      var certificate = (X509Certificate) store.getCertificate(AuthorityFiles.ENTRY);
      certificate.verify(authority.certificate().getPublicKey());
      names(certificate); // every one that was issued here has some
      var key = (PrivateKey) store.getKey(AuthorityFiles.ENTRY, keyStorePassword().toCharArray());
      var identity = new Identity(key, List.of(certificate, authority.certificate()));
      if (!identity.belongsTogether()) {
        throw new GeneralSecurityException("the key is another certificate's");
      }
      return identity;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      log.debug("{} is not readable", file, e);
      log.warn(
          "服务器证书文件 {} 为空、损坏或不是本大厅签发，已重新生成，无需处理。 / The file of the server's certificate was empty,"
              + " damaged or not issued by this hall; a new one was made, and nothing needs to be"
              + " done.",
          file);
      return null;
    }
  }

  private Set<String> wanted() {
    return network.certified().stream()
        .map(ServerCertificate::spelled)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(X509Certificate certificate) throws GeneralSecurityException {
    return certificate.getSubjectAlternativeNames().stream()
        .map(name -> spelled(String.valueOf(name.get(1))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String spelled(String name) {
    InetAddress address = HallNetwork.literal(name);
    return address == null ? name : address.getHostAddress();
  }
}
