package org.jiaohao.kiosk;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jiaohao.agent.AgentSettings;
import org.jiaohao.contract.http.HallInfo;
import org.jiaohao.contract.http.ItemInfo;
import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceFault;

/** Sample data of a hall. */
public final class Fakes {
  public static final OffsetDateTime DRAWN = OffsetDateTime.parse("2026-11-23T09:12:05+08:00");

  private Fakes() {}

  public static Ticket.Paper paper() {
    return new Ticket.Paper(
        "延津县政务服务中心",
        "Yanjin County Government Service Centre",
        "企业开办综合",
        "Company registration",
        "A区 1–3号窗口",
        "Area A, windows 1–3",
        "请留意叫号和显示屏，过号请到导办台",
        "Watch the screens; if you miss your call, go to the guide desk",
        "0373-0000199");
  }

  public static Ticket ticket(String id, int serial) {
    return ticket(id, "A%03d".formatted(serial), "WAITING");
  }

  public static Ticket ticket(String id, String number, String state) {
    return new Ticket(
        id,
        number,
        "yj-c00",
        "a",
        "企业开办综合",
        "Company registration",
        null,
        state,
        5,
        new Ticket.WaitRange(10, 20),
        null,
        LocalDate.of(2026, 11, 23),
        DRAWN,
        null,
        "http://10.0.0.1:8080/t/" + id,
        paper(),
        null);
  }

  /** The same ticket for another service. */
  public static Ticket withService(Ticket t, String name) {
    Ticket.Paper p = t.paper();
    return new Ticket(
        t.id(),
        t.number(),
        t.hall(),
        t.queue(),
        name,
        name,
        t.item(),
        t.state(),
        t.waitingAhead(),
        t.waitMinutes(),
        t.window(),
        t.businessDay(),
        t.drawnAt(),
        t.calledAt(),
        t.statusUrl(),
        new Ticket.Paper(
            p.hallName(),
            p.hallNameEn(),
            name,
            name,
            p.place(),
            p.placeEn(),
            p.tip(),
            p.tipEn(),
            p.complaintPhone()),
        t.priority());
  }

  public static HallInfo hall() {
    return new HallInfo(
        "yj-c00",
        "延津县政务服务中心",
        "Yanjin County Government Service Centre",
        "COUNTY",
        "2026-11-23",
        "08:30-12:00",
        "14:30-18:00",
        "0373-0000100",
        "0373-0000199",
        "示例地址：延津县示例大道1号");
  }

  public static QueueInfo queue(String id, String name, String nameEn, int waiting, int open) {
    String prefix = id.toUpperCase(java.util.Locale.ROOT);
    return new QueueInfo(
        id,
        prefix,
        name,
        nameEn,
        prefix + "区 1–3号窗口",
        "Area " + prefix + ", windows 1–3",
        List.of("1", "2", "3"),
        open,
        waiting,
        null);
  }

  public static List<QueueInfo> queues() {
    return List.of(
        queue("a", "企业开办综合", "Company registration", 5, 2),
        queue("b", "社会事务", "Social affairs", 0, 3),
        queue("c", "不动产登记", "Real estate", 12, 1),
        queue("d", "税务", "Tax", 3, 0));
  }

  public static ItemInfo item(String code, String name, String nameEn, String dept, String queue) {
    return new ItemInfo(code, name, nameEn, dept, queue, "http://10.0.0.1:8080/g/yj-c00/" + code);
  }

  public static List<ItemInfo> items() {
    return List.of(
        item("mz-001", "结婚登记", "Marriage registration", "民政局", "b"),
        item("sj-001", "个体工商户设立登记", "Sole-trader registration", "市场监督管理局", "a"));
  }

  public static DeviceFault fault(String code) {
    return new DeviceFault(
        "ticket-printer",
        "serial:/dev/ttyUSB0",
        "print",
        code,
        "票纸用完，请换纸。",
        "Paper is out; load a new roll.");
  }

  public static AgentSettings settings(Path folder) {
    return settings(folder, List.of());
  }

  public static AgentSettings settings(Path folder, List<DeviceConfig> devices) {
    return new AgentSettings(
        URI.create("http://127.0.0.1:1"),
        "yj-c00",
        "kiosk-1",
        AgentDescription.Kind.KIOSK,
        folder,
        null,
        null,
        devices);
  }
}
