package org.jiaohao.faces;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * What a program answers when an address cannot be read, for example {@code /%FF}: Tomcat refuses
 * most of them before the program sees them, and makes this class by its name. Nobody knows the
 * reader's language then.
 */
public final class BareErrors extends ErrorReportValve {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="zh-CN"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>叫号 · Jiaohao</title></head>
      <body><h1>地址不正确 <small lang="en">Wrong address</small></h1>
      <p>请检查地址，或重新扫描二维码；也可咨询工作人员。</p>
      <p lang="en">Check the address, scan the code again, or ask the staff.</p></body></html>
      """;
  private static final String PROBLEM =
      """
      {"type":"urn:jiaohao:problem:bad-request","title":"bad request","status":%d,\
      "detail":"The address or a header cannot be read; write the address in UTF-8, percent-encoded.",\
      "detailZh":"地址或请求头无法识别，地址请使用 UTF-8 百分号编码。"}
      """;

  /** Tells Tomcat to make it. */
  public static void use(StandardHost host) {
    host.setErrorReportValveClass(BareErrors.class.getName());
  }

  @Override
  protected void report(Request request, Response response, Throwable failure) {
    boolean empty = response.getStatus() < 400 || response.getContentWritten() > 0;
    if (empty || !response.setErrorReported()) {
      return;
    }
    try {
      write(request, response.getResponse(), response.getStatus());
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      container.getLogger().debug("error page not sent", gone); // nobody reads any more
    }
  }

  /** Answers a request whose address or parameters cannot be read. */
  public static void write(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    String address = request.getRequestURI();
    boolean api = address != null && address.startsWith("/api/");
    byte[] body = (api ? PROBLEM.formatted(status) : PAGE).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'self'");
    response.setContentType(api ? "application/problem+json" : "text/html;charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
