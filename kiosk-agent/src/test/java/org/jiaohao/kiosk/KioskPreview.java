package org.jiaohao.kiosk;

import java.nio.file.*;
import java.util.*;
import org.jiaohao.client.*;
import org.jiaohao.contract.http.*;
import org.jiaohao.device.api.*;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@Import(KioskAgent.class)
public class KioskPreview {
  static FakePrinter printer = new FakePrinter();

  @Bean
  HallApi hallApi() {
    FakeHallApi api = new FakeHallApi();
    String[] names = {
      "a:企业开办综合:Company registration",
      "b:社会事务综合:Social affairs",
      "c:不动产登记:Real estate registration",
      "d:税务:Tax services",
      "e:社会保险与就业:Social insurance and employment",
      "f:医疗保障:Medical insurance",
      "g:户政身份证:Household registration and ID cards",
      "h:出入境与交管:Exit-entry and traffic",
      "j:工程建设与农业农村:Construction and agriculture",
      "p:统一出件:Collect results",
      "x:咨询与综合受理:Enquiry"
    };
    List<QueueInfo> qs = new ArrayList<>();
    int n = 0;
    int max = Integer.getInteger("queues", 20);
    for (String s : names) {
      if (n >= max) break;
      String[] p = s.split(":");
      qs.add(Fakes.queue(p[0], p[1], p[2], (n * 7) % 13, n++ % 4));
    }
    api.queues = qs;
    List<ItemInfo> is = new ArrayList<>();
    try {
      for (String line :
          Files.readAllLines(Path.of("/work/shared/data/service-items.csv")).stream()
              .skip(1)
              .toList()) {
        String[] f = line.replaceAll("\"([^\",]*),?([^\"]*)\"", "$1$2").split(",");
        is.add(Fakes.item(f[0].toLowerCase(), f[1], f[2], f[3], f[11].toLowerCase()));
      }
    } catch (Exception e) {
      throw new RuntimeException(e);
    }
    api.items = is;
    api.enrolled = !Boolean.getBoolean("fresh");
    api.away = Boolean.getBoolean("away");
    return api;
  }

  @Bean
  HallLink hallLink() {
    return new FakeHallLink();
  }

  @Bean
  AgentSettings agentSettings() throws Exception {
    return Fakes.settings(
        System.getProperty("data") != null
            ? Path.of(System.getProperty("data"))
            : Files.createTempDirectory("kioskpreview"));
  }

  @Bean
  TicketPrinter printer() {
    switch (System.getProperty("print", "ok")) {
      case "fail" -> {
        printer.faultBefore = true;
        printer.become(DeviceState.OFFLINE, Set.of(Condition.PAPER_EMPTY), true);
      }
      case "uncertain" -> printer.outcome = () -> new PrintOutcome.Uncertain(Fakes.fault("x"));
      case "slow" ->
          printer.outcome =
              () -> {
                try {
                  Thread.sleep(600000);
                } catch (InterruptedException e) {
                }
                return new PrintOutcome.Confirmed();
              };
      default -> {}
    }
    return printer;
  }

  public static void main(String[] a) {
    SpringApplication.run(KioskPreview.class, a);
  }
}
