package org.jiaohao.hall.pages;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * The page for requests that Tomcat refuses before the program sees them, for example an address
 * with a NUL; nobody knows its language. Tomcat makes it by its name.
 */
public final class BareErrors extends ErrorReportValve {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="zh-CN"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>叫号 · Jiaohao</title><link rel="stylesheet" href="/css/jiaohao.css"></head>
      <body><main class="page login"><section class="card stack">
      <h1>地址不正确 <span lang="en">Wrong address</span></h1>
      <p>请检查地址，或重新扫描二维码；也可到导办台咨询。</p>
      <p lang="en">Check the address, scan the code again, or ask the guide desk.</p>
      </section></main></body></html>
      """;

  private static final String PROBLEM =
      """
      {"type":"urn:jiaohao:problem:bad-request","title":"bad request","status":%d,\
      "detail":"The address or a header cannot be read; write the address in UTF-8, percent-encoded.",\
      "detailZh":"地址或请求头无法识别，地址请使用 UTF-8 百分号编码。"}
      """;

  @Override
  protected void report(Request request, Response response, Throwable failure) {
    boolean empty = response.getStatus() < 400 || response.getContentWritten() > 0;
    if (empty || !response.setErrorReported()) {
      return;
    }
    try {
      String address = request.getRequestURI();
      boolean api = address != null && address.startsWith("/api/");
      response.setHeader("Content-Security-Policy", ResponseHeaders.ofPages("", ""));
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setContentType(api ? "application/problem+json" : "text/html");
      response.setCharacterEncoding("UTF-8");
      response.getReporter().write(api ? PROBLEM.formatted(response.getStatus()) : PAGE);
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      // nobody reads any more
      container.getLogger().debug("error page not sent", gone);
    }
  }
}
