package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.journey.PowerCutPeople.acknowledgedNumbersExistOnce;
import static org.jiaohao.journey.PowerCutPeople.windowsKeepTheirTickets;
import static org.jiaohao.journey.PowerCutPeople.workUntil;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.journey.PowerCutPeople.Citizen;
import org.jiaohao.journey.PowerCutPeople.WindowClerk;
import org.jiaohao.proofs.Ports;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The power fails at random moments while kiosks draw and clerks call, and with it goes what was
 * written and not synced. Where nobody may mount file systems this is not tried, and the run says
 * so; so it is no proof of N23 for the check.
 */
class ForgottenWritesIT {
  private static final int CUTS = Repetitions.of(2, 50);
  private static final int CITIZENS = 8;
  private static final int LONGEST_RUN_MILLIS = 1500;

  private Path folder;

  @BeforeEach
  void mayMount() throws Exception {
    folder = TestHall.folder(ForgottenWritesIT.class);
    assumeTrue(ForgetfulDisk.possible(folder), "mounting is permitted");
  }

  @Test
  void nothingAcknowledgedIsForgotten() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    HallPlan plan =
        HallPlan.test(
            TestHall.root(), folder, !Repetitions.longRun(), "--jiaohao.double-press=0ms");
    try (Guard guard = Guard.start();
        ForgetfulDisk disk = ForgetfulDisk.at(folder.resolve("hall-server"));
        ServerProcess server =
            new ServerProcess(plan, HallPorts.of(usual -> Ports.free()), plan.settings(), guard)) {
      server.start();
      server.awaitReady();
      Http kiosk = server.as(server.enrol("kiosk-2", "KIOSK"));
      List<Citizen> citizens = new ArrayList<>();
      for (int i = 0; i < CITIZENS; i++) {
        citizens.add(new Citizen(kiosk, i % 2 == 0 ? "a" : "b", new Random(random.nextLong())));
      }
      Set<String> everCalled = ConcurrentHashMap.newKeySet();
      List<WindowClerk> clerks = new ArrayList<>();
      for (String no : List.of("1", "2", "3", "4")) {
        clerks.add(new WindowClerk(server, no, new Random(random.nextLong()), everCalled));
      }
      for (int cut = 1; cut <= CUTS; cut++) {
        int millis = random.nextInt(LONGEST_RUN_MILLIS);
        workUntil(() -> disk.cut(server.program()), citizens, clerks, millis);
        server.start();
        server.awaitReady();
        String when = "cut " + cut + " of seed " + seed;
        windowsKeepTheirTickets(clerks, when);
        citizens.forEach(Citizen::askAgain);
        acknowledgedNumbersExistOnce(server, citizens, when);
      }
      int given = citizens.stream().mapToInt(c -> c.tickets().size()).sum();
      System.out.println(CUTS + " power cuts, " + given + " numbers acknowledged");
      assertThat(given).isPositive();
    }
  }

  /** Else the trial above would prove nothing. */
  @Test
  void theDiskForgetsWhatWasNotSynced() throws Exception {
    Path data = folder.resolve("data");
    try (Guard guard = Guard.start();
        ForgetfulDisk disk = ForgetfulDisk.at(data)) {
      write(data.resolve("synced"), true);
      write(data.resolve("unsynced"), false);
      disk.cut(
          RunningProgram.start(
              "a writer", List.of("sleep", "600"), Map.of(), folder.resolve("log"), guard));
      assertThat(Files.readString(data.resolve("synced"))).isEqualTo("written");
      assertThat(
              Files.exists(data.resolve("unsynced"))
                  && Files.readString(data.resolve("unsynced")).equals("written"))
          .isFalse();
    }
  }

  private static void write(Path path, boolean sync) throws Exception {
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.writeBytes("written");
      if (sync) {
        file.getFD().sync();
      }
    }
  }
}
