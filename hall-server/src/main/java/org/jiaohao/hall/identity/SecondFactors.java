package org.jiaohao.hall.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.jiaohao.contract.event.AccountEvent;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.EventQuery;
import org.jiaohao.hall.store.Ids;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;

/**
 * Second factors: an authenticator's codes (TOTP, RFC 6238: SHA-1, 30 s, 6 digits), and recovery
 * codes for who has lost it (N16). Secrets are stored encrypted, recovery codes as hashes; both are
 * shown once and never again.
 */
@Component
class SecondFactors {
  private static final Logger log = LoggerFactory.getLogger(SecondFactors.class);

  static final int RECOVERY_CODES = 10;
  private static final int CODE_LETTERS = 16; // 80 random bits
  private static final int SECRET_BYTES = 20;
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final String ISSUER = "Jiaohao";

  private final JdbcClient sql;
  private final WritePath writes;
  private final Clock clock;
  private final Ids ids;
  private final AesBytesEncryptor cipher;
  private final Set<Role> needed;
  private final TimeBasedOneTimePasswordGenerator codes =
      new TimeBasedOneTimePasswordGenerator(STEP);
  private final SecureRandom random = new SecureRandom();

  SecondFactors(
      JdbcClient sql,
      WritePath writes,
      Clock clock,
      Ids ids,
      @Value("${jiaohao.second-factor.key}") Path key,
      @Value("${jiaohao.second-factor.roles}") Set<Role> needed) {
    this.sql = sql;
    this.writes = writes;
    this.clock = clock;
    this.ids = ids;
    this.needed = needed;
    this.cipher =
        new AesBytesEncryptor(
            SecretKeyFile.read(key), KeyGenerators.secureRandom(12), CipherAlgorithm.GCM);
  }

  /** Whether roles must have a second factor here. */
  boolean needed(Set<Role> roles) {
    return !Collections.disjoint(needed, roles);
  }

  /** Whether the account has one. */
  boolean has(String username) {
    return sql.sql("select exists (select 1 from second_factor where username = ?)")
        .param(username)
        .query(Boolean.class)
        .single();
  }

  /** Recovery codes that are left. */
  int recoveryCodes(String username) {
    return sql.sql("select count(*) from recovery_code where username = ? and used_at is null")
        .param(username)
        .query(Integer.class)
        .single();
  }

  /** A new secret, in base 32 as authenticators take it; not stored yet. */
  String newSecret() {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return new Base32().encodeToString(bytes);
  }

  /** What an authenticator reads from the QR code. */
  static String uri(String username, String secret) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s".formatted(ISSUER, username, secret, ISSUER);
  }

  /**
   * Adds an authenticator that shows the right code.
   *
   * @return recovery codes, shown once
   * @throws Problem 400 wrong-code, 409 second-factor-exists
   */
  List<String> add(String username, String secret, String code) {
    long step = step(secret, code).orElseThrow(SecondFactors::wrongCode);
    List<String> recovery =
        Stream.generate(() -> ids.random(CODE_LETTERS).toUpperCase(Locale.ROOT))
            .limit(RECOVERY_CODES)
            .toList();
    try {
      writes.run(
          tx -> {
            tx.sql()
                .sql(
                    "insert into second_factor (username, secret, added_at, last_step)"
                        + " values (?, ?, ?, ?)")
                .params(username, encrypted(username, secret), tx.millis(), step)
                .update();
            for (String each : recovery) {
              tx.sql()
                  .sql("insert into recovery_code (username, code_hash) values (?, ?)")
                  .params(username, Secrets.hash(each))
                  .update();
            }
            append(tx, new AccountEvent.SecondFactorAdded(username), username);
            return null;
          });
    } catch (DataIntegrityViolationException e) {
      throw Problem.conflict(
          "second-factor-exists",
          "This account has a second factor already. Remove it first.",
          "该账号已启用动态口令，请先停用。");
    }
    return recovery.stream().map(SecondFactors::grouped).toList();
  }

  /** Letters in groups of four, as they are read and typed. */
  private static String grouped(String code) {
    return code.replaceAll("(.{4})(?!$)", "$1-");
  }

  /**
   * Takes a code of the authenticator, or a recovery code; each is taken once.
   *
   * @return whether it was right
   */
  boolean take(String username, String typed) {
    String code = String.valueOf(typed).replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    if (code.matches("[0-9]{6}")) {
      Optional<String> secret = secret(username);
      OptionalLong step = secret.isEmpty() ? OptionalLong.empty() : step(secret.get(), code);
      return step.isPresent() && writes.run(tx -> takeStep(tx, username, step.getAsLong()));
    }
    String hash = Secrets.hash(code.replace('O', '0').replaceAll("[IL]", "1"));
    return writes.run(tx -> takeRecoveryCode(tx, username, hash));
  }

  private static boolean takeStep(Tx tx, String username, long step) {
    return tx.sql()
            .sql("update second_factor set last_step = ? where username = ? and last_step < ?")
            .params(step, username, step)
            .update()
        == 1;
  }

  private static boolean takeRecoveryCode(Tx tx, String username, String hash) {
    int used =
        tx.sql()
            .sql(
                "update recovery_code set used_at = ? where username = ? and code_hash = ?"
                    + " and used_at is null")
            .params(tx.millis(), username, hash)
            .update();
    if (used == 1) {
      int left =
          tx.sql()
              .sql("select count(*) from recovery_code where username = ? and used_at is null")
              .param(username)
              .query(Integer.class)
              .single();
      append(tx, new AccountEvent.RecoveryCodeUsed(username, left), username);
    }
    return used == 1;
  }

  /**
   * Removes the second factor of an account.
   *
   * @throws Problem 404 when it has none
   */
  void remove(String username, String actor) {
    writes.run(
        tx -> {
          tx.sql().sql("delete from recovery_code where username = ?").param(username).update();
          int removed =
              tx.sql().sql("delete from second_factor where username = ?").param(username).update();
          if (removed == 0) {
            throw Problem.notFound(
                "no-second-factor",
                "Account " + username + " has no second factor.",
                "账号“" + username + "”没有启用动态口令。");
          }
          append(tx, new AccountEvent.SecondFactorRemoved(username), actor);
          return null;
        });
  }

  private static void append(Tx tx, AccountEvent event, String actor) {
    tx.append(EventQuery.NO_HALL, event, actor);
  }

  static Problem wrongCode() {
    return Problem.badRequest(
        "wrong-code",
        "The code is not right. Look whether the phone shows the right time, then type the present"
            + " code.",
        "动态口令不正确。请核对手机时间是否准确，再输入当前显示的口令。");
  }

  /** The time step whose code this is: the present one, or the one before or after. */
  private OptionalLong step(String secret, String code) {
    SecretKey key = new SecretKeySpec(new Base32().decode(secret), codes.getAlgorithm());
    Instant now = clock.instant();
    return Stream.of(now, now.minus(STEP), now.plus(STEP))
        .filter(time -> equal(code(key, time), code))
        .mapToLong(time -> time.getEpochSecond() / STEP.toSeconds())
        .findFirst();
  }

  private String code(SecretKey key, Instant time) {
    try {
      return codes.generateOneTimePasswordString(key, time);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("every secret makes a key", e);
    }
  }

  private static boolean equal(String right, String typed) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.US_ASCII),
        String.valueOf(typed).replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8));
  }

  /** With the name inside, so that a secret moved to another account opens nothing. */
  private String encrypted(String username, String secret) {
    byte[] text = (username + "\n" + secret).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(cipher.encrypt(text));
  }

  /** Empty when the stored secret is not readable, as after a restore without its key. */
  private Optional<String> secret(String username) {
    return sql.sql("select secret from second_factor where username = ?")
        .param(username)
        .query(String.class)
        .optional()
        .flatMap(this::decrypted)
        .filter(text -> text.startsWith(username + "\n"))
        .map(text -> text.substring(username.length() + 1));
  }

  private Optional<String> decrypted(String stored) {
    try {
      byte[] text = cipher.decrypt(Base64.getDecoder().decode(stored));
      return Optional.of(new String(text, StandardCharsets.UTF_8));
    } catch (IllegalStateException | IllegalArgumentException e) {
      log.warn("a second factor cannot be read with this key; its recovery codes still work");
      return Optional.empty();
    }
  }
}
