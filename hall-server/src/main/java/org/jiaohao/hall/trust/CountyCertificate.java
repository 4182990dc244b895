package org.jiaohao.hall.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jiaohao.hall.store.HallClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The county's certificate for its own domain, which every phone trusts: shown to whoever asks for
 * one of its names. Its files are looked at every ten seconds, so a client of ACME that renews them
 * needs to do no more; files that do not fit together leave the former certificate in use, and one
 * that begins later is taken up when it does.
 */
@Component
public class CountyCertificate {
  private static final Logger log = LoggerFactory.getLogger(CountyCertificate.class);
  private static final int DNS = 2; // RFC 5280, GeneralName

  private final CountyFiles files;
  private final HallClock clock;
  private volatile Identity current;
  private volatile Identity next; // that of the files, before it begins; else null
  private volatile boolean unusable;
  private volatile Instant ended; // that of the files, while a former one is valid; else null
  private boolean failed;
  private String seen = "";

  CountyCertificate(CountyFiles files, HallClock clock) {
    this.files = files;
    this.clock = clock;
    if (files.file() != null) {
      reload();
      unusable = failed; // nobody is renewing them just now: an alert of before stays
    }
  }

  /** What is shown for its names, while there is one. */
  Optional<Identity> current() {
    return Optional.ofNullable(current);
  }

  /**
   * Whether the files cannot be used as they are, so that a former certificate is shown or none.
   * Only when they stayed so from one look to the next: whoever renews them writes one by one.
   */
  boolean unusable() {
    return unusable;
  }

  /**
   * When the certificate in the files ended, which is not taken up as the former one is valid;
   * empty when it is taken up or cannot be used at all.
   */
  Optional<Instant> ended() {
    return Optional.ofNullable(ended).filter(end -> !isOver(current));
  }

  /** What takes the place of the present one before that ends; mostly nothing. */
  Optional<Identity> next() {
    return Optional.ofNullable(next).filter(later -> !begin(later).isAfter(end(current)));
  }

  /** Whether a host name is one of the certificate's. */
  public boolean names(String host) {
    Identity shown = current;
    return shown != null && host != null && hosts(shown).anyMatch(name -> fits(name, host));
  }

  private static boolean fits(String name, String host) {
    String asked = host.toLowerCase(Locale.ROOT);
    return name.startsWith("*.")
        ? asked.indexOf('.') > 0 && asked.substring(asked.indexOf('.')).equals(name.substring(1))
        : asked.equals(name);
  }

  private static Stream<String> hosts(Identity identity) {
    try {
      var names = identity.certificate().getSubjectAlternativeNames();
      return names == null
          ? Stream.empty()
          : names.stream()
              .filter(name -> name.get(0).equals(DNS))
              .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // load() has read them
    }
  }

  @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
  synchronized void reload() {
    if (files.file() == null) {
      return;
    }
    String now = files.all().map(CountyCertificate::state).collect(Collectors.joining(" "));
    if (now.equals(seen)) {
      unusable = failed;
      if (next != null && !isEarly(next)) {
        use(next);
      }
      return;
    }
    seen = now;
    ended = null;
    next = null;
    try {
      Identity loaded = load();
      failed = false;
      unusable = false;
      if (isOver(loaded) && current != null && !isOver(current)) {
        ended = end(loaded);
        log.error(
            "县里的证书 {} 已于 {} 过期，继续使用原证书（有效至 {}）。请换上有效的证书。 / The county's certificate in the"
                + " files has ended; the former one stays in use. Put a valid one there.",
            files.file(),
            ended,
            end(current));
        return;
      }
      if (isEarly(loaded) && current != null && !isOver(current)) {
        next = loaded;
        log.info(
            "the county's certificate in {} is taken up when it begins, {}",
            files.file(),
            begin(loaded));
        return;
      }
      use(loaded);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      failed = true;
      log.error(
          "县里的证书 {} 无法使用（{}），{}。请检查证书、私钥和密码是否匹配。 / The county's certificate cannot be"
              + " used; check that certificate, key and password belong together.",
          files.file(),
          e.toString(),
          current == null ? "暂不提供" : "继续使用原证书");
    }
  }

  private void use(Identity loaded) {
    current = loaded;
    next = null;
    log.info(
        "the county's certificate for {} is in use, valid until {}",
        hosts(loaded).toList(),
        end(loaded));
  }

  private static Instant begin(Identity shown) {
    return shown.certificate().getNotBefore().toInstant();
  }

  private static Instant end(Identity shown) {
    return shown.certificate().getNotAfter().toInstant();
  }

  /** By the computer's clock, as phones see it. */
  private boolean isOver(Identity shown) {
    return !clock.ofComputer().isBefore(end(shown));
  }

  private boolean isEarly(Identity shown) {
    return clock.ofComputer().isBefore(begin(shown));
  }

  private static String state(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis() + "/" + Files.size(file);
    } catch (IOException e) {
      return "missing";
    }
  }

  private Identity load() throws IOException, GeneralSecurityException {
    Identity read = files.pkcs12() ? fromPkcs12() : fromPem();
    read.certificate().getSubjectAlternativeNames();
    if (!read.belongsTogether()) { // a client may have written one of two files yet
      throw new GeneralSecurityException("the key is another certificate's");
    }
    return read;
  }

  private Identity fromPkcs12() throws IOException, GeneralSecurityException {
    char[] password = files.password() == null ? new char[0] : files.password().toCharArray();
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(files.file())) {
      store.load(in, password);
    }
    for (String alias : Collections.list(store.aliases())) {
      if (store.getKey(alias, password) instanceof PrivateKey key) {
        Certificate[] chain = store.getCertificateChain(alias);
        return new Identity(key, Stream.of(chain).map(X509Certificate.class::cast).toList());
      }
    }
    throw new GeneralSecurityException("no key in " + files.file());
  }

  private Identity fromPem() throws IOException, GeneralSecurityException {
    List<X509Certificate> chain = Pem.certificates(Files.readAllBytes(files.file()));
    return new Identity(key(files.keyFile() == null ? files.file() : files.keyFile()), chain);
  }

  /** PKCS#8, and the older forms that some clients of ACME write. */
  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    var converter = new JcaPEMKeyConverter();
    try (var parser = new PEMParser(new StringReader(text))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        if (part instanceof PrivateKeyInfo key) {
          return converter.getPrivateKey(key);
        } else if (part instanceof PEMKeyPair pair) {
          return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
      }
    }
    throw new GeneralSecurityException("no unencrypted key in " + file);
  }
}
