package org.jiaohao.device.driver.ipp;

import java.util.List;
import java.util.Set;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.PagePrinter;

/** What a printer's answers and refusals mean for the person in front of it. */
record IppFaults(Maker maker) {
  private static final int FORBIDDEN = 0x0401;
  private static final int NOT_AUTHORIZED = 0x0403;
  private static final int FORMAT = 0x040A;

  /** The printer does not speak this version of IPP. */
  static final int VERSION = 0x0503;

  /** Makes a fault of the device. */
  interface Maker {
    /** A fault with texts that say what is wrong and what to do next. */
    DeviceFault make(String code, String zh, String en);
  }

  DeviceFault silent() {
    return maker.make(
        "NO_ANSWER",
        "打印机没有应答，请检查电源和网络；接好后自动恢复。",
        "The printer does not answer. Check its power and network; it recovers by itself.");
  }

  /** It answers, but does not say how it is. */
  DeviceFault empty() {
    return maker.make(
        "NO_PRINTER_STATE",
        "打印机有应答，但没有告知自己的状态。请检查设备地址中的路径，常见的是 /ipp/print。",
        "The printer answers but does not say how it is. Check the path in the device's address;"
            + " /ipp/print is usual.");
  }

  /** A job was taken, and what became of it is not told. */
  DeviceFault untold() {
    return maker.make(
        PagePrinter.NOT_TOLD,
        "打印机已接收任务，但没有告知是否打印完成。请先到打印机前查看，再决定是否重新打印。",
        "The printer took the job and does not tell what became of it. Look at the printer before"
            + " you print again.");
  }

  DeviceFault late() {
    return maker.make(
        "TIMEOUT",
        "打印机没有按时打印，已请求撤回任务，请查看打印机后再决定是否重试。",
        "The printer did not print in time; the job was cancelled. Look at it before you try"
            + " again.");
  }

  DeviceFault thrownAway() {
    return maker.make(
        "JOB_ABORTED",
        "打印机取消了任务，请看打印机面板上的提示，然后重试。",
        "The printer threw the job away. Look at its panel, then try again.");
  }

  /** Pages went in several jobs, and one of them failed. */
  DeviceFault partly(int sent, int of, DeviceFault why) {
    return maker.make(
        "PARTLY_" + why.code(),
        "共 " + of + " 页，前 " + sent + " 页已送出，其余没有：" + why.messageZh() + "请先查看已打印的页。",
        "%d of %d pages were sent, the others were not: %s Look at the pages that came out first."
            .formatted(sent, of, why.messageEn()));
  }

  /** It answered a request with an IPP status that is no success. */
  DeviceFault refused(int status) {
    String code = "%04x".formatted(status);
    if (status >= FORBIDDEN && status <= NOT_AUTHORIZED) {
      return login("REFUSED_" + code);
    }
    return switch (status) {
      case FORMAT ->
          maker.make(
              "REFUSED_" + code,
              "打印机不接收这种文件格式（IPP 状态 040a）。请在设备的 profile 中指定 format，或改用打印服务队列。",
              "The printer does not take this kind of file (IPP status 040a). Name another format"
                  + " in the device's profile, or use a queue of a print service.");
      case VERSION ->
          maker.make(
              "REFUSED_" + code,
              "打印机不支持此 IPP 版本（IPP 状态 0503）。请在设备的 profile 中写 version: \"1.1\"。",
              "The printer does not speak this version of IPP (IPP status 0503). Write version:"
                  + " \"1.1\" in the device's profile.");
      default ->
          maker.make(
              "REFUSED_" + code,
              "打印机拒绝了请求（IPP 状态 " + code + "），请看打印机面板上的提示，然后重试。",
              "The printer refused the request (IPP status "
                  + code
                  + "). Look at its panel, then try again.");
    };
  }

  /** Its web server answered in the printer's place. */
  DeviceFault http(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
          maker.make(
              "HTTP_" + status,
              "打印机把请求转到别处（HTTP " + status + "），多数是要求加密。请将设备地址改为 ipps:// 开头。",
              "The printer sends requests elsewhere (HTTP "
                  + status
                  + "), most often since it wants TLS. Let the device's address begin with ipps://.");
      case 400 ->
          maker.make(
              "HTTP_400",
              "打印机不接受发到此地址的请求（HTTP 400）。请检查地址是 ipp:// 还是 ipps://、端口，以及 profile 中的 host。",
              "The printer takes no requests at this address (HTTP 400). Check whether it is ipp://"
                  + " or ipps://, its port, and host in the device's profile.");
      case 404, 405 ->
          maker.make(
              "HTTP_" + status,
              "打印机上没有这个地址（HTTP " + status + "）。请检查设备地址中的路径，常见的是 /ipp/print。",
              "The printer has nothing at this address (HTTP "
                  + status
                  + "). Check the path in the device's address; /ipp/print is usual.");
      default ->
          maker.make(
              "HTTP_" + status,
              "打印机的网络服务出错（HTTP " + status + "）。请重新启动打印机，并检查设备地址。",
              "The printer's web server failed (HTTP "
                  + status
                  + "). Restart the printer and check the device's address.");
    };
  }

  private DeviceFault login(String code) {
    return maker.make(
        code,
        "打印机要求登录，或用户名、密码不正确（" + code + "）。请检查设备配置中的 user 和 password。",
        "The printer wants a login, or user or password are wrong ("
            + code
            + "). Check user and password in the device's configuration.");
  }

  /** It takes none of the formats that can be sent. */
  DeviceFault noFormat(List<String> formats) {
    String takes = String.join(", ", formats);
    return maker.make(
        "NO_FORMAT",
        "打印机不接收 PDF，也不接收 PWG 光栅、URF 或 JPEG（只接收：" + takes + "）。请改用打印服务队列，或更换打印机。",
        "The printer takes neither PDF nor PWG raster, URF or JPEG (only: "
            + takes
            + "). Use a queue of a print service, or another printer.");
  }

  /** Pages must be drawn for it, and the module that draws is missing. */
  DeviceFault noDrawing() {
    return maker.make(
        "NO_PDF",
        "打印机不接收 PDF，需要把页面转成图像，而本程序未包含文档组件 device-documents。请用 -Pdocuments 构建的程序，或改用打印服务队列。",
        "The printer takes no PDF; pages must be sent as pictures, and this program lacks the"
            + " module device-documents. Use one built with -Pdocuments, or a queue of a print"
            + " service.");
  }

  /** A file cannot be drawn. */
  DeviceFault unreadable(String why) {
    return maker.make(
        "BAD_PDF",
        "文件无法转换成图像（" + why + "），没有打印。请换一个文件，或用能接收 PDF 的打印机。",
        "The file cannot be made into pictures ("
            + why
            + "); nothing was printed. Take another file, or a printer that takes PDF.");
  }

  DeviceFault stopped(Set<Condition> conditions, String reasons) {
    if (conditions.contains(Condition.PAPER_EMPTY)) {
      return maker.make("PAPER_EMPTY", "打印机缺纸，请加纸。", "The printer is out of paper. Put some in.");
    }
    if (conditions.contains(Condition.COVER_OPEN)) {
      return maker.make("COVER_OPEN", "打印机盖板未关好，请关好。", "The printer's door is open. Close it.");
    }
    return maker.make(
        "STOPPED",
        "打印机已停止（" + reasons + "），请看打印机面板上的提示。",
        "The printer has stopped (" + reasons + "). Look at its panel.");
  }
}
