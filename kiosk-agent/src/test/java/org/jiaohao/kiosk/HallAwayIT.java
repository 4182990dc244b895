package org.jiaohao.kiosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The real kiosk process against a hall server that comes and goes. */
class HallAwayIT {
  @TempDir Path folder;

  @Test
  void aKilledKioskAsksAgainWithItsKeyAndGetsTheSameNumber() throws Exception {
    try (FakeHallServer server = new FakeHallServer()) {
      KioskProcess kiosk = new KioskProcess(folder, server.address()).start().ready();
      server.hall.lostAnswers = Integer.MAX_VALUE;
      kiosk.draw("tap-0001", 1);
      kiosk.until("tap-0001", "ASKED");
      await().until(() -> server.hall.byKey.containsKey("tap-0001"));
      kiosk.kill();

      server.hall.lostAnswers = 0;
      try (KioskProcess again = kiosk.start()) {
        JsonNode job = again.until("tap-0001", "ON_SCREEN");
        assertThat(job.get("ticket").get("number").asString()).isEqualTo("A001");
        assertThat(server.hall.byKey).hasSize(1);
        assertThat(again.ready().draw("tap-0001", 5)).isEqualTo(job);
        assertThat(again.draw("tap-0002", 5).get("ticket").get("number").asString())
            .isEqualTo("A002");
      }
    }
  }

  @Test
  void thePageSaysThatTheServerIsAwayAndTheKioskRecoversByItself() throws Exception {
    try (FakeHallServer server = new FakeHallServer();
        KioskProcess kiosk = new KioskProcess(folder, server.address()).start().ready()) {
      server.goAway();
      JsonNode job = kiosk.draw("tap-0001", 1);
      assertThat(job.get("state").asString()).isEqualTo("ASKED");
      assertThat(job.get("ticket").isNull()).isTrue();
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> !kiosk.status().get("serverReachable").asBoolean());
      assertThat(kiosk.page("/")).contains("与大厅服务器的连接中断", "企业开办综合");

      server.comeBack();
      assertThat(kiosk.until("tap-0001", "ON_SCREEN").get("ticket").get("number").asString())
          .isEqualTo("A001");
      assertThat(kiosk.ready().page("/")).contains("2 个窗口开放");
      assertThat(server.hall.byKey).hasSize(1);
    }
  }

  @Test
  void aKioskThatStartsWithoutServerShowsTheStoredMenu() throws Exception {
    try (FakeHallServer server = new FakeHallServer()) {
      KioskProcess kiosk = new KioskProcess(folder, server.address()).start().ready();
      kiosk.kill();
      server.goAway();
      try (KioskProcess again = kiosk.start()) {
        assertThat(again.page("/?lang=en")).contains("Company registration", "guide desk");
        server.comeBack();
        again.ready();
      }
    }
  }
}
