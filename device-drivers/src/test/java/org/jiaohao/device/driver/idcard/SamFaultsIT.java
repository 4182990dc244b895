package org.jiaohao.device.driver.idcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.device.Events;
import org.jiaohao.device.FaultSuite;
import org.jiaohao.device.Job;
import org.jiaohao.device.Quick;
import org.jiaohao.device.Verdict;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.IdCard;
import org.jiaohao.device.api.IdCard.Field;
import org.jiaohao.device.api.IdReader;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.idcard.SamKind;
import org.jiaohao.emulator.idcard.SamModule;
import org.jiaohao.emulator.line.EmulatedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class SamFaultsIT extends FaultSuite<IdReader> {
  private final AtomicInteger number = new AtomicInteger();
  private final List<String> names = new CopyOnWriteArrayList<>();
  private final List<DeviceFault> failures = new CopyOnWriteArrayList<>();

  @Override
  protected String driver() {
    return "id-sam";
  }

  @Override
  protected Class<IdReader> kind() {
    return IdReader.class;
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return SamKind.start(listen, 0);
  }

  /** Readers have no address. */
  @Override
  protected Set<String> senseless() {
    return Set.of("wrong-address");
  }

  @Override
  protected Job job(IdReader reader, EmulatedDevice emulator) {
    var cards = new Events<String>();
    reader.onCard(card -> cards.report(new String(card.value(Field.NAME).orElseThrow())));
    return Job.of(
        () -> {
          String name = "测试" + number.incrementAndGet();
          Verdict verdict =
              cards.give(
                  name, () -> emulator.fault("put", Map.of("name", name)), Duration.ofSeconds(2));
          emulator.fault("lift", Map.of());
          return verdict;
        },
        cards::check);
  }

  private IdReader reader(EmulatedModel<SamModule> emulator) {
    String address = emulator.address().toString();
    IdReader reader =
        Quick.device(
            IdReader.class, new DeviceConfig("id-reader", "id-sam", address, null, Map.of()));
    reader.onCard(card -> names.add(new String(card.value(Field.NAME).orElseThrow())));
    reader.onFailure(failures::add);
    reader.open();
    await().atMost(Duration.ofSeconds(5)).until(() -> reader.status().usable());
    return reader;
  }

  @ParameterizedTest
  @CsvSource({"resident,RESIDENT", "J,HK_MACAO_TAIWAN", "I,FOREIGNER_2017", "Y,FOREIGNER_2023"})
  void allKindsOfCards(String kind, IdCard.Kind expected) throws Exception {
    try (var emulator = SamKind.start("tcp:127.0.0.1:0", 0);
        var reader = reader(emulator)) {
      var kinds = new CopyOnWriteArrayList<IdCard.Kind>();
      reader.onCard(card -> kinds.add(card.kind()));
      emulator.fault("put", Map.of("kind", kind, "name", "测试乙"));
      await().atMost(Duration.ofSeconds(5)).until(() -> kinds.size() == 1);
      assertThat(kinds).containsExactly(expected);
      assertThat(names).containsExactly("测试乙");
    }
  }

  /** 李䶮 as cards written by old programs have it. */
  @Test
  void aNameInOldCodesIsToldInTodays() throws Exception {
    try (var emulator = SamKind.start("tcp:127.0.0.1:0", 0);
        var reader = reader(emulator)) {
      emulator.fault("put", Map.of("name", "李\ue863"));
      await().atMost(Duration.ofSeconds(5)).until(() -> names.size() == 1);
      assertThat(names).containsExactly("李䶮");
    }
  }

  @Test
  void aCardThatStaysIsToldOnceAndAgainAfterItWasLifted() throws Exception {
    try (var emulator = SamKind.start("tcp:127.0.0.1:0", 0);
        var reader = reader(emulator)) {
      var after = new CopyOnWriteArrayList<IdCard>();
      reader.onCard(after::add);
      emulator.fault("put", Map.of());
      await().atMost(Duration.ofSeconds(5)).until(() -> names.size() == 1);
      await()
          .during(Duration.ofMillis(1200))
          .atMost(Duration.ofSeconds(3))
          .until(() -> names.size() == 1);
      emulator.fault("lift", Map.of());
      emulator.fault("put", Map.of("name", "测试丙"));
      await().atMost(Duration.ofSeconds(5)).until(() -> names.size() == 2);
      assertThat(names).containsExactly("测试甲", "测试丙");
      assertThat(after.getFirst().value(Field.NAME)).as("wiped afterwards").isEmpty();
      assertThat(after.getFirst().photo()).containsOnly(0);
    }
  }

  @Test
  void anUnauthorisedModuleIsToldInWords() throws Exception {
    try (var emulator = SamKind.start("tcp:127.0.0.1:0", 0)) {
      emulator.fault("unauthorised", Map.of());
      try (var reader =
          Quick.device(
              IdReader.class,
              new DeviceConfig("r", "id-sam", emulator.address().toString(), null, Map.of()))) {
        reader.open();
        await()
            .atMost(Duration.ofSeconds(5))
            .until(
                () ->
                    reader.status().fault() != null
                        && reader.status().fault().code().equals("SAM_66"));
        assertThat(reader.status().fault().messageZh()).contains("厂家");
        emulator.clear();
        await().atMost(Duration.ofSeconds(5)).until(() -> reader.status().usable());
      }
    }
  }

  @Test
  void nothingOfACardIsEverLogged() throws Exception {
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    root.setLevel(Level.TRACE);
    root.addAppender(log);
    try (var emulator = SamKind.start("tcp:127.0.0.1:0", 0);
        var reader = reader(emulator)) {
      reader.onCard(
          card -> {
            throw new IllegalStateException(new String(card.value(Field.NAME).orElseThrow()));
          });
      emulator.fault("wrong-check", Map.of("count", "3"));
      emulator.fault("put", Map.of());
      await().atMost(Duration.ofSeconds(15)).until(() -> !names.isEmpty());
    } finally {
      root.detachAppender(log);
      root.setLevel(before);
    }
    assertThat(log.list).isNotEmpty();
    for (ILoggingEvent event : log.list) {
      String text = event.getFormattedMessage() + event.getThrowableProxy();
      assertThat(text).doesNotContain("测试甲", "410726199001010016", "19900101", "测试路", "延津县公安局");
    }
  }
}
