package org.jiaohao.kiosk.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jiaohao.agent.LinkProbe;
import org.jiaohao.contract.mqtt.QueueView;
import org.jiaohao.kiosk.FakeHallApi;
import org.jiaohao.kiosk.Fakes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class HallMenuTest {
  @TempDir Path folder;
  private final FakeHallApi api = new FakeHallApi();
  private final LinkProbe link = new LinkProbe();

  private HallMenu menu() {
    return new HallMenu(api, link.link(), folder, new JsonMapper());
  }

  @Test
  void isFetchedStoredAndThereAfterARestartWithoutServer() {
    try (HallMenu menu = menu()) {
      menu.start();
      await().until(() -> Files.exists(folder.resolve("menu.json")));
      assertThat(menu.serverReachable()).isTrue();
    }
    api.away = true;
    try (HallMenu menu = menu()) {
      assertThat(menu.current().orElseThrow().hall()).isEqualTo(Fakes.hall());
      assertThat(menu.current().orElseThrow().queues()).isEqualTo(Fakes.queues());
      assertThat(menu.serverReachable()).isFalse();
    }
  }

  @Test
  void aDamagedFileIsIgnored() throws Exception {
    Files.writeString(folder.resolve("menu.json"), "{\"hall\":{\"id\":");
    try (HallMenu menu = menu()) {
      assertThat(menu.current()).isEmpty();
    }
  }

  @Test
  void queueViewsMoveTheCountsButNotTheVersion() {
    try (HallMenu menu = menu()) {
      menu.start();
      await().until(() -> menu.current().isPresent());
      int version = menu.current().get().version();
      link.view("queue", "c", new QueueView(7, "c", "不动产登记", "Real estate", 9, 2));

      assertThat(menu.current().get().queue("c").orElseThrow().waiting()).isEqualTo(9);
      assertThat(menu.current().get().queue("c").orElseThrow().openWindows()).isEqualTo(2);
      assertThat(menu.current().get().version()).isEqualTo(version);
    }
  }

  @Test
  void aQueueOfAnotherNameMakesItAskAtOnce() {
    try (HallMenu menu = menu()) {
      menu.start();
      await().until(() -> menu.current().isPresent());
      api.queues = api.queues.stream().filter(queue -> !queue.id().equals("d")).toList();
      link.view("queue", "c", new QueueView(8, "c", "房产登记", "Property", 9, 2));
      await().until(() -> menu.current().get().queues().equals(api.queues));
    }
  }

  @Test
  void aLostLinkMakesItAskAndNoticeTheServer() {
    try (HallMenu menu = menu()) {
      menu.start();
      await().until(menu::serverReachable);
      api.away = true;
      link.connect(false);
      await().until(() -> !menu.serverReachable());
      api.away = false;
      await().until(menu::serverReachable);
    }
  }

  @Test
  void nothingIsAskedBeforeEnrolment() {
    api.enrolled = false;
    try (HallMenu menu = menu()) {
      menu.start();
      menu.refresh();
      assertThat(menu.serverReachable()).isFalse();
      api.enrolled = true;
      menu.refresh();
      await().until(menu::serverReachable);
    }
  }
}
