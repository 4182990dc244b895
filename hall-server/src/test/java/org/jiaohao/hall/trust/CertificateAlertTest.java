package org.jiaohao.hall.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that end are told in time, and no longer once there is a new one. */
class CertificateAlertTest {
  private static final String DOMAIN = "hall.yanjin.gov.cn";
  @TempDir static Path files;
  private static RunningHall server;

  @BeforeAll
  static void start() throws Exception {
    county(Duration.ofDays(90));
    server =
        RunningHall.start(
            RunningHall.NO_BROKER,
            "spring.profiles.active=demo",
            "jiaohao.county-certificate.file=" + files.resolve("county.pem"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A certificate that ends after this time, with its key in one file, taken up at once. */
  private static void county(Duration left) throws Exception {
    county(Duration.ofDays(-100), left);
  }

  private static void county(Duration begins, Duration left) throws Exception {
    KeyPair authority = Certificates.keys();
    X509Certificate issuer = Certificates.authority(authority, List.of(DOMAIN));
    KeyPair own = Certificates.keys();
    Instant now = Instant.now();
    X509Certificate made =
        Certificates.server(
            own.getPublic(),
            List.of(DOMAIN),
            now.plus(begins),
            now.plus(left),
            issuer,
            authority.getPrivate());
    Files.writeString(
        files.resolve("county.pem"), Pem.of(made) + Pem.of(issuer) + Pem.of(own.getPrivate()));
    if (server != null) {
      server.bean(CountyCertificate.class).reload();
    }
  }

  private static List<String> told(String hall, String member) {
    server.bean(AlertRounds.class).followAll();
    return server
        .get(server.demo("admin"), "/api/v1/halls/" + hall + "/alerts")
        .valueStream()
        .filter(alert -> alert.get("kind").asString().equals("CERTIFICATE"))
        .map(alert -> alert.get(member).asString())
        .toList();
  }

  @Test
  @Proves("N18")
  void theCountysCertificateIsToldBeforeItEndsWhenItHasAndNoLongerWhenRenewed() throws Exception {
    assertThat(told(HALL, "subject")).isEmpty();
    county(Duration.ofDays(31));
    assertThat(told(HALL, "subject")).isEmpty();
    county(Duration.ofDays(29));
    assertThat(told(HALL, "subject")).containsExactly("server/certificate-county");
    assertThat(told("yj-t01", "subject")).as("one server, one alert").isEmpty();
    String day = LocalDate.now(RunningHall.ZONE).plusDays(29).toString();
    assertThat(told(HALL, "messageZh").getFirst()).contains("将于 " + day + " 到期", "续期");
    assertThat(told(HALL, "messageEn").getFirst()).contains("ends on " + day, "Renew it");
    var browser = new StaffBrowser(server);
    browser.signIn(server.demo("guide"));
    assertThat(browser.get("/desk/" + HALL + "/alerts").body()).contains("将于 " + day + " 到期");

    server.clock().advance(Duration.ofDays(30));
    try {
      assertThat(told(HALL, "messageZh")).singleElement().asString().contains("过期");
      assertThat(told(HALL, "messageEn")).singleElement().asString().contains("ended on");
    } finally {
      server.clock().advance(Duration.ofDays(-30));
    }
    county(Duration.ofDays(90));
    assertThat(told(HALL, "subject")).isEmpty();
  }

  /** A client of ACME that does nothing, or an old file put there by hand. */
  @Test
  void oneThatHasEndedDoesNotReplaceOneThatIsValid() throws Exception {
    county(Duration.ofDays(90));
    CountyCertificate county = server.bean(CountyCertificate.class);
    X509Certificate good = county.current().orElseThrow().certificate();
    county(Duration.ofDays(-1));
    assertThat(county.current().orElseThrow().certificate()).isEqualTo(good);
    assertThat(told(HALL, "subject")).containsExactly("server/county-files");
    String day = LocalDate.now(RunningHall.ZONE).minusDays(1).toString();
    assertThat(told(HALL, "messageZh").getFirst()).contains("已于 " + day + " 过期", "未启用");
    assertThat(told(HALL, "messageEn").getFirst())
        .contains("ended on " + day, "was not taken up", "stays in use");
    county.reload();
    assertThat(county.current().orElseThrow().certificate()).isEqualTo(good);
    assertThat(told(HALL, "subject")).containsExactly("server/county-files");
    server.clock().advance(Duration.ofDays(91));
    try {
      assertThat(told(HALL, "subject"))
          .as("now neither is")
          .containsExactly("server/certificate-county");
    } finally {
      server.clock().advance(Duration.ofDays(-91));
    }
    county(Duration.ofDays(60));
    assertThat(county.current().orElseThrow().certificate()).isNotEqualTo(good);
    assertThat(told(HALL, "subject")).isEmpty();
  }

  /** Put there in time by somebody who thinks ahead: no phone takes it before it begins. */
  @Test
  void oneThatBeginsLaterIsTakenUpWhenItDoes() throws Exception {
    county(Duration.ofDays(20));
    CountyCertificate county = server.bean(CountyCertificate.class);
    X509Certificate former = county.current().orElseThrow().certificate();
    assertThat(told(HALL, "subject")).containsExactly("server/certificate-county");
    county(Duration.ofDays(10), Duration.ofDays(100));
    county.reload();
    assertThat(county.current().orElseThrow().certificate()).isEqualTo(former);
    assertThat(told(HALL, "subject")).as("the next one is there").isEmpty();
    server.clock().advance(Duration.ofDays(11));
    try {
      county.reload();
      assertThat(county.current().orElseThrow().certificate()).isNotEqualTo(former);
    } finally {
      server.clock().advance(Duration.ofDays(-11));
    }
    county(Duration.ofDays(90));
  }

  @Test
  void atAStartOneThatHasEndedIsBetterThanNone() throws Exception {
    county(Duration.ofDays(-1));
    var files = new CountyFiles(CertificateAlertTest.files.resolve("county.pem"), null, null);
    var fresh = new CountyCertificate(files, server.clock());
    assertThat(fresh.current()).isPresent();
    assertThat(fresh.ended()).isEmpty();
    county(Duration.ofDays(90));
  }

  /** Before the round of the minute nothing has failed yet. */
  @Test
  void theHallsOwnIsNotToldBeforeItsRenewalWasTried() {
    server.clock().advance(Duration.ofDays(61));
    try {
      assertThat(told(HALL, "subject")).doesNotContain("server/certificate-server");
    } finally {
      server.clock().advance(Duration.ofDays(-61));
    }
  }

  @Test
  void filesThatCannotBeUsedAreToldUnlessTheyAreJustBeingWritten() throws Exception {
    CountyCertificate county = server.bean(CountyCertificate.class);
    Files.writeString(files.resolve("county.pem"), "half of it");
    await(
        "told",
        () -> {
          county.reload();
          return told(HALL, "subject").contains("server/county-files");
        });
    county(Duration.ofDays(90));
    assertThat(told(HALL, "subject")).isEmpty();
  }

  @Test
  void theHallsOwnIsToldWhenItCannotBeRenewed() throws IOException {
    ServerCertificate own = server.bean(ServerCertificate.class);
    Path store = own.keyStore();
    Path blocked = store.resolveSibling(store.getFileName() + ".part");
    Files.createDirectories(blocked); // where the next one is written first
    try {
      server.clock().advance(Duration.ofDays(61));
      own.renew();
      assertThat(told(HALL, "subject")).contains("server/certificate-server");
      assertThat(told(HALL, "messageEn").toString()).contains("could not be renewed");
    } finally {
      Files.delete(blocked);
    }
    own.renew();
    assertThat(told(HALL, "subject")).doesNotContain("server/certificate-server");
    server.clock().advance(Duration.ofDays(-61));
  }
}
