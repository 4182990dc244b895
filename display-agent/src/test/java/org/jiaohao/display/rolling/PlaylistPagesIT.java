package org.jiaohao.display.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jiaohao.contract.mqtt.PlaylistView;
import org.jiaohao.contract.mqtt.PlaylistView.Entry;
import org.jiaohao.display.Playlist;
import org.jiaohao.display.Playlists;
import org.jiaohao.display.RunningAgent;
import org.jiaohao.emulator.onbon.OnbonOptions;
import org.jiaohao.emulator.onbon.OnbonSignEmulator;
import org.jiaohao.emulator.onbon.OnbonSignEmulator.Shown;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A county's list, in pages through a broker, on an emulated rolling screen. */
class PlaylistPagesIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int ITEMS = 2_000;
  private static final int ANNOUNCEMENTS = 200;
  private static final int PER_PAGE = 220;

  @TempDir Path folder;
  private OnbonSignEmulator screen;
  private RunningAgent agent;

  @BeforeEach
  void start() throws Exception {
    screen = OnbonSignEmulator.start(OnbonOptions.of("tcp:127.0.0.1:0"));
    agent =
        new RunningAgent(
            folder,
            beans -> {},
            "--jiaohao.rolling.pixels-per-second=20000",
            "--jiaohao.rolling.shortest=100ms",
            "--jiaohao.devices.rolling-1.driver=onbon-k",
            "--jiaohao.devices.rolling-1.address=" + screen.address());
  }

  @AfterEach
  void stop() throws Exception {
    agent.close();
    screen.close();
  }

  private static List<Entry> county(String edition) {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < ANNOUNCEMENTS; i++) {
      entries.add(announcement("n" + i, edition + "公告" + i));
    }
    for (int i = 0; i < ITEMS; i++) {
      entries.add(
          new Entry("i" + i, "ITEM", edition + "事项" + i + "：承诺5个工作日", "Item " + i, null, null));
    }
    return entries;
  }

  private static Entry announcement(String id, String text) {
    return new Entry(id, "ANNOUNCEMENT", text, "", null, null);
  }

  private static List<PlaylistView> pages(long rev, List<Entry> entries) {
    int pages = Math.ceilDiv(entries.size(), PER_PAGE);
    var views = new ArrayList<PlaylistView>();
    for (int page = 0; page < pages; page++) {
      int to = Math.min(entries.size(), (page + 1) * PER_PAGE);
      views.add(
          new PlaylistView(
              rev,
              page,
              pages,
              entries.subList(page * PER_PAGE, to),
              "投诉电话：0373-0000199",
              "Complaints: 0373-0000199"));
    }
    return views;
  }

  private void publish(List<PlaylistView> pages) throws MqttException {
    for (PlaylistView page : pages) {
      agent.view(RunningAgent.TOPICS.playlist(String.valueOf(page.page())), page);
    }
  }

  private List<String> shown() {
    return screen.history().stream().map(Shown::text).distinct().toList();
  }

  private void awaitShown(String text) {
    await().atMost(SOON).until(() -> shown().stream().anyMatch(line -> line.contains(text)));
  }

  private Playlist complete() {
    var complete = new ArrayList<Playlist>();
    agent.part(Playlists.class).onPlaylist(complete::add);
    return complete.isEmpty() ? null : complete.getFirst();
  }

  private void awaitRevision(long rev) {
    await().atMost(SOON).until(() -> complete() != null && complete().rev() == rev);
  }

  @Test
  @Proves("R023")
  void twoThousandItemsAndTwoHundredAnnouncementsScrollWithTheComplaintPhone() throws Exception {
    publish(pages(1, county("")));
    awaitRevision(1);
    assertThat(complete().entries()).isEqualTo(county(""));
    awaitShown("投诉电话：0373-0000199");
    awaitShown("公告");
    awaitShown("事项");
    var more = new ArrayList<>(county(""));
    more.addFirst(announcement("new", "明日停电检修"));
    publish(pages(2, more));
    awaitShown("明日停电检修");
  }

  @Test
  void onlyCompleteRevisionsCountAndTheLastOneStays() throws Exception {
    List<PlaylistView> old = pages(1, county("旧"));
    publish(old);
    awaitRevision(1);
    List<PlaylistView> fresh = pages(2, county("新"));
    publish(fresh.subList(1, fresh.size()));
    publish(pages(3, county("更新")).subList(0, 4));
    awaitShown("旧事项");
    agent.stopBroker();
    agent.stopProgram();
    agent.startBroker();
    agent.startProgram(beans -> {});
    awaitRevision(1); // kept on this machine; the broker knows nothing
    int before = screen.history().size();
    await().atMost(SOON).until(() -> screen.history().size() > before + 3);
    assertThat(List.copyOf(screen.history()).getLast().text()).doesNotContain("新");
    publish(pages(4, county("新").subList(0, 230)));
    awaitRevision(4);
    assertThat(complete().entries()).hasSize(230);
    agent.removeView(RunningAgent.TOPICS.playlist("1"));
    publish(pages(5, county("短").subList(0, 10)));
    awaitRevision(5);
    awaitShown("短公告");
  }
}
