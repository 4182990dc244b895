package org.jiaohao.device.tool;

import java.time.Duration;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.PagePrinter;
import org.jiaohao.device.tool.DeviceTrial.Finding;

/** The trial of a printer of A4 pages. */
final class PageTrial {
  private PageTrial() {}

  /** Prints a page, and says what must be on it. */
  static Finding run(PagePrinter printer, Duration longest) {
    return switch (printer.print(TestPage.pdf(), "Jiaohao test page", longest)) {
      case PagePrinter.Outcome.Printed done ->
          new Finding(
              true,
              "打印机确认已打印。纸上应有：四边的框线完整，两行测试文字。",
              "The printer confirms the page. On it: a frame whole on all four sides, two lines of"
                  + " text.");
      case PagePrinter.Outcome.Uncertain(DeviceFault unknown)
          when unknown.code().equals(PagePrinter.NOT_TOLD) && printer.status().usable() ->
          new Finding(
              true,
              "打印机已接收（此打印机不告知是否打印完成），请看纸：四边的框线应完整，有两行测试文字。",
              "The printer took the page (this one does not tell what came out); look at the paper:"
                  + " a frame whole on all four sides, two lines of text.");
      case PagePrinter.Outcome.Uncertain unknown ->
          new Finding(false, unknown.fault().messageZh(), unknown.fault().messageEn());
      case PagePrinter.Outcome.Failed failed ->
          new Finding(false, failed.fault().messageZh(), failed.fault().messageEn());
    };
  }
}
