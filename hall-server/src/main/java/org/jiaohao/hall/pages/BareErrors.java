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

  @Override
  protected void report(Request request, Response response, Throwable failure) {
    boolean empty = response.getStatus() < 400 || response.getContentWritten() > 0;
    if (empty || !response.setErrorReported()) {
      return;
    }
    try {
      response.setContentType("text/html");
      response.setCharacterEncoding("UTF-8");
      response.getReporter().write(PAGE);
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      // nobody reads any more
      container.getLogger().debug("error page not sent", gone);
    }
  }
}
