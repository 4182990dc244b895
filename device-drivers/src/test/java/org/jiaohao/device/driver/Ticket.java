package org.jiaohao.device.driver;

import java.util.List;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintDocument.Align;
import org.jiaohao.device.api.PrintDocument.Qr;
import org.jiaohao.device.api.PrintDocument.Text;

/** The ticket of the requirements, for tests. */
final class Ticket {
  static final String QR = "http://10.0.0.1:8080/t/gzdv2yfgw4vae26j";

  private Ticket() {}

  static PrintDocument of(String number, String service) {
    return new PrintDocument(
        List.of(
            new Text("延津县政务服务中心", Align.CENTER, 1, true),
            new Text(number, Align.CENTER, 4, true),
            Text.of("业务：" + service),
            Text.of("等候：您前面还有 5 人"),
            Text.of("区域：A区 1–3号窗口"),
            Text.of("取号：2026-11-23 09:12:05"),
            new Qr(QR, 6),
            Text.of("请留意叫号和显示屏，过号请到导办台"),
            Text.of("当日有效            投诉：0373-0000199")));
  }
}
