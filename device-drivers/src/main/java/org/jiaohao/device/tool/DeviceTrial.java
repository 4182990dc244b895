package org.jiaohao.device.tool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jiaohao.device.api.BarcodeScanner;
import org.jiaohao.device.api.CallPad;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceStatus;
import org.jiaohao.device.api.DocumentCamera;
import org.jiaohao.device.api.DocumentScanner;
import org.jiaohao.device.api.DocumentScanner.Capabilities;
import org.jiaohao.device.api.DocumentScanner.Outcome;
import org.jiaohao.device.api.DocumentScanner.Page;
import org.jiaohao.device.api.IdCard;
import org.jiaohao.device.api.IdReader;
import org.jiaohao.device.api.Lights;
import org.jiaohao.device.api.PagePrinter;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintDocument.Align;
import org.jiaohao.device.api.PrintDocument.Feed;
import org.jiaohao.device.api.PrintDocument.Qr;
import org.jiaohao.device.api.PrintDocument.Text;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.device.api.Registration;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.Sign.ShowOutcome;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.device.api.TicketPrinter;

/**
 * Tries one device and says what a person in front of it must see: a printer prints a page, a sign
 * shows a pattern, a reader says what it read (of an ID card only that it was read). The device is
 * open; it goes on working afterwards.
 */
public final class DeviceTrial {
  /** Characters of GB2312, GBK, and of GB18030 only. */
  private static final String RARE = "延津县 喆玥 䶮㙍 𠅤";

  private static final Duration READY = Duration.ofSeconds(10);
  private static final Duration EACH_LAMP = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(20);

  /**
   * What a test found.
   *
   * @param good whether the device did all that can be proved from here
   * @param zh what was done and what must be seen, zh-CN
   * @param en the same in English
   */
  public record Finding(boolean good, String zh, String en) {}

  private DeviceTrial() {}

  /**
   * Tries a device that was opened just now; takes up to half a minute.
   *
   * @param device an open one
   */
  public static Finding run(Device device) throws InterruptedException {
    return run(device, READY);
  }

  /**
   * Tries a device; takes up to 24 seconds more than {@code ready}.
   *
   * @param device an open one
   * @param ready how long it may take until it can be used
   */
  public static Finding run(Device device, Duration ready) throws InterruptedException {
    if (!ready(device, ready)) {
      return broken(device.status());
    }
    Finding finding = tried(device);
    String shown = device.certificate().orElse("");
    return shown.isEmpty()
        ? finding
        : new Finding(
            finding.good(),
            finding.zh() + "证书 SHA-256：" + shown + "。",
            finding.en() + " Its certificate: SHA-256 " + shown + ".");
  }

  private static Finding tried(Device device) throws InterruptedException {
    return switch (device) {
      case TicketPrinter printer -> print(printer);
      case Sign sign -> show(sign);
      case BarcodeScanner reader -> scan(reader);
      case IdReader reader -> card(reader);
      case CallPad pad -> press(pad);
      case Lights lights -> shine(lights);
      case PagePrinter printer -> PageTrial.run(printer, LONG);
      case DocumentScanner scanner -> page(scanner);
      case DocumentCamera camera -> picture(camera);
      default -> new Finding(true, "设备已连接，工作正常。", "The device is connected and works.");
    };
  }

  /** What keeps a device from working after ten seconds, or null. */
  static Finding notReady(Device device) throws InterruptedException {
    return ready(device, READY) ? null : broken(device.status());
  }

  private static boolean ready(Device device, Duration longest) throws InterruptedException {
    if (device.status().usable()) {
      return true;
    }
    var usable = new CompletableFuture<Boolean>();
    try (Registration watching = device.onStatus(status -> complete(usable, status))) {
      complete(usable, device.status());
      return usable.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void complete(CompletableFuture<Boolean> usable, DeviceStatus status) {
    if (status.usable()) {
      usable.complete(true);
    }
  }

  private static Finding broken(DeviceStatus status) {
    DeviceFault fault = status.fault();
    return fault == null
        ? new Finding(
            false, "设备未就绪：" + status.state(), "The device is not ready: " + status.state())
        : new Finding(
            false,
            fault.messageZh() + "（" + fault.address() + "，" + fault.code() + "）",
            fault.messageEn() + " (" + fault.address() + ", " + fault.code() + ")");
  }

  private static Finding print(TicketPrinter printer) {
    String ruler = "1234567890".repeat(8).substring(0, printer.columns());
    var page =
        new PrintDocument(
            List.of(
                new Text("叫号 设备测试", Align.CENTER, 2, true),
                Text.of(printer.name()),
                Text.of(ruler),
                new Text(RARE, Align.CENTER, 2, false),
                new Qr("JIAOHAO-TEST", 6),
                new Feed(1)));
    return switch (printer.print(page, () -> {}, LONG)) {
      case PrintOutcome.Confirmed done ->
          new Finding(
              true,
              "打印机确认已打印。纸上应有：一行正好占满纸宽的数字、“" + RARE + "”（没有问号和方框）、可以扫出 JIAOHAO-TEST 的二维码，纸已切断。",
              "The printer confirms the page. On it: digits that fill the width exactly, '"
                  + RARE
                  + "' without question marks or boxes, a QR code that reads JIAOHAO-TEST; the"
                  + " paper is cut.");
      case PrintOutcome.Uncertain silent when isSilent(printer) ->
          new Finding(
              true,
              "已发送（此打印机不应答），请看纸：应有数字、“" + RARE + "”（没有问号和方框）和可以扫出 JIAOHAO-TEST 的二维码。",
              "Sent (this printer never answers); look at the paper: digits, '"
                  + RARE
                  + "' without question marks or boxes, a QR code that reads JIAOHAO-TEST.");
      case PrintOutcome.Uncertain unknown ->
          new Finding(
              false,
              "测试页已发送，但打印机没有确认。" + unknown.fault().messageZh(),
              "The page was sent, but not confirmed. " + unknown.fault().messageEn());
      case PrintOutcome.Failed failed ->
          new Finding(false, failed.fault().messageZh(), failed.fault().messageEn());
    };
  }

  /** Whether a device that can be used never says what it did: that is how it is made. */
  private static boolean isSilent(Device device) {
    return device.status().conditions().contains(Condition.NO_STATUS) && device.status().usable();
  }

  private static Finding scan(BarcodeScanner reader) throws InterruptedException {
    var read = new CompletableFuture<Finding>();
    Consumer<BarcodeScanner.Scan> first =
        scan ->
            read.complete(
                new Finding(
                    true,
                    "读到：" + scan.text() + "（" + scan.encoding() + " " + scan.symbology() + "）",
                    "Read: "
                        + scan.text()
                        + " ("
                        + scan.encoding()
                        + " "
                        + scan.symbology()
                        + ")"));
    try (Registration listening = reader.onScan(first);
        Registration looking = reader.trigger()) {
      return within(
          read,
          "20 秒内没有读到条码。请把条码或二维码放到读码窗前；若指示灯不亮，请检查触发方式。",
          "No code was read in 20 s. Hold one before the reader; if its light stays dark, check its"
              + " trigger mode.");
    }
  }

  /** Tells that a card was read, and nothing of what is written on it. */
  private static Finding card(IdReader reader) throws InterruptedException {
    var read = new CompletableFuture<Finding>();
    Consumer<IdCard> first =
        card -> {
          int fields = 0;
          for (IdCard.Field field : IdCard.Field.values()) {
            fields += card.value(field).isPresent() ? 1 : 0;
          }
          read.complete(
              new Finding(
                  true,
                  "已读取证件（"
                      + card.kind()
                      + "，"
                      + fields
                      + " 项，照片 "
                      + card.photo().length
                      + " 字节），内容不显示。",
                  "A card was read ("
                      + card.kind()
                      + ", "
                      + fields
                      + " fields, photo of "
                      + card.photo().length
                      + " bytes); its contents are not shown."));
        };
    try (Registration listening = reader.onCard(first)) {
      return within(
          read,
          "20 秒内没有读到证件。请把身份证平放在阅读区。",
          "No card was read in 20 s. Lay an ID card flat on the reader.");
    }
  }

  private static Finding press(CallPad pad) throws InterruptedException {
    var pressed = new CompletableFuture<Finding>();
    Consumer<CallPad.Press> first =
        press ->
            pressed.complete(
                new Finding(
                    true,
                    "收到按键：" + press.key() + " " + press.digits(),
                    "Key: " + press.key() + " " + press.digits()));
    try (Registration listening = pad.onPress(first)) {
      pad.show("A888", 8);
      pad.beep();
      return within(
          pressed,
          "呼叫器应显示 008 和 888 并鸣响一声；20 秒内没有收到按键。",
          "The pad must show 008 and 888 and sound once; no key came in 20 s.");
    } finally {
      pad.show("", 0); // nobody may take the test for a ticket
    }
  }

  /** Whether a lamp is lit cannot be seen from here: the person in front of it looks. */
  private static Finding shine(Lights lights) throws InterruptedException {
    for (int light = 1; light <= lights.maxLights(); light++) {
      try {
        lights.shine(light, Lights.Shine.STEADY);
        Thread.sleep(EACH_LAMP);
      } finally {
        lights.shine(light, Lights.Shine.OFF);
      }
    }
    String many = lights.maxLights() + "";
    return lights.status().usable()
        ? new Finding(
            true,
            many + " 盏灯应依次各亮半秒，现在全灭。",
            "Each of " + many + " lamps must have been lit for half a second, one after the other.")
        : broken(lights.status());
  }

  private static Finding page(DocumentScanner scanner) {
    Capabilities able = scanner.capabilities().orElse(null);
    if (able == null) {
      return broken(scanner.status());
    }
    var request =
        new DocumentScanner.Request(
            Collections.min(able.sources()),
            Collections.max(able.modes()),
            able.resolutions().getFirst(),
            PageFormats.best(able).orElse(able.formats().getFirst()));
    var pages = new ArrayList<Page>();
    return switch (scanner.scan(request, pages::add, LONG)) {
      case Outcome.Done done
          when done.pages() > 0 && !pages.stream().allMatch(PageFormats::usable) ->
          new Finding(
              false,
              "扫描仪送来的页面（"
                  + pages.getFirst().mediaType()
                  + "）本程序无法使用；它提供的格式："
                  + able.formats()
                  + "。请在扫描仪上启用 JPEG。",
              "This program cannot use the pages the scanner sends ("
                  + pages.getFirst().mediaType()
                  + "); it offers "
                  + able.formats()
                  + ". Enable JPEG there.");
      case Outcome.Done done when done.pages() > 0 ->
          new Finding(
              true,
              able.model() + "：已扫描 " + done.pages() + " 页，第一页 " + size(pages) + "，内容不保存。",
              able.model()
                  + ": scanned "
                  + done.pages()
                  + " page(s), the first "
                  + size(pages)
                  + "; nothing is kept.");
      case Outcome.Failed failed ->
          new Finding(false, failed.fault().messageZh(), failed.fault().messageEn());
      case Outcome.Done none -> noPage();
      case Outcome.Cancelled cancelled -> noPage();
    };
  }

  private static Finding picture(DocumentCamera camera) {
    return switch (camera.take(LONG)) {
      case DocumentCamera.Outcome.Taken taken -> {
        String size = taken.width() + " × " + taken.height();
        yield new Finding(
            true,
            "已拍照：" + size + " 像素，内容不保存。",
            "A picture of " + size + " pixels was taken; it is not kept.");
      }
      case DocumentCamera.Outcome.Failed failed ->
          new Finding(false, failed.fault().messageZh(), failed.fault().messageEn());
    };
  }

  private static Finding noPage() {
    return new Finding(false, "没有扫描到页面。请放入纸张。", "No page came. Put in some paper.");
  }

  private static String size(List<Page> pages) {
    return pages.getFirst().data().length / 1024 + " KB";
  }

  private static Finding within(CompletableFuture<Finding> finding, String zh, String en)
      throws InterruptedException {
    try {
      return finding.get(LONG.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Finding(false, zh, en);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Finding show(Sign sign) throws InterruptedException {
    var shown = new CompletableFuture<ShowOutcome>();
    sign.show(SignContent.of("测试A001号", Color.RED, Motion.STATIC, 2), shown::complete);
    ShowOutcome outcome;
    try {
      outcome = shown.get(LONG.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      outcome = ShowOutcome.FAILED;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
    if (outcome != ShowOutcome.SHOWN) {
      return broken(sign.status());
    }
    boolean confirmed = sign.features().confirms();
    return new Finding(
        true,
        (confirmed ? "显示屏确认已显示" : "已发送（此屏不应答），请看屏") + "：“测试A001号”，红色，闪烁两秒后静止。",
        (confirmed ? "The sign confirms" : "Sent (this sign never answers); look at it")
            + ": 测试A001号 in red, blinking for two seconds, then still.");
  }
}
