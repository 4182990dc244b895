package org.jiaohao.hall;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: cookies, pages, forms with their token. */
public final class StaffBrowser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "name=\"_csrf\"[^>]*value=\"([^\"]+)\"|value=\"([^\"]+)\"[^>]*name=\"_csrf\"");

  private final RunningHall server;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http;

  public StaffBrowser(RunningHall server) {
    this(server, "127.0.0.1");
  }

  /** A browser at another address of this machine, for example 127.0.0.9. */
  public StaffBrowser(RunningHall server, String address) {
    this.server = server;
    this.http =
        HttpClient.newBuilder()
            .cookieHandler(cookies)
            .localAddress(InetAddress.ofLiteral(address))
            .build();
  }

  /** Somebody has planted the cookie of the page that was wanted before the sign-in. */
  public void want(String address) {
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(address.getBytes(UTF_8));
    var cookie = new HttpCookie("wanted", value);
    cookie.setPath("/");
    cookie.setVersion(0);
    cookies.getCookieStore().add(server.uri("/"), cookie);
  }

  /** Value of the header {@code Cookie} that it sends. */
  public String cookies() {
    return cookies.getCookieStore().get(server.uri("/")).stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** Signs in by the form; returns where the server sends the person. */
  public String signIn(RunningHall.User user) throws Exception {
    return submit(
            "/login", "/login", Map.of("username", user.username(), "password", user.password()))
        .headers()
        .firstValue("Location")
        .orElse("");
  }

  public HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(server.uri(path)).header("Accept", "text/html,*/*").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** What a page fetches by itself. */
  public HttpResponse<String> background(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(server.uri(path))
            .header("X-Requested-With", "XMLHttpRequest")
            .header("Accept", "*/*")
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Lines of a stream, as they come, until the server ends it. */
  public Iterator<String> lines(String path) throws Exception {
    return http.send(
            HttpRequest.newBuilder(server.uri(path))
                .header("X-Requested-With", "XMLHttpRequest")
                .header("Accept", "text/event-stream")
                .build(),
            HttpResponse.BodyHandlers.ofLines())
        .body()
        .iterator();
  }

  /** Reads a stream until the server ends it. */
  public String readToTheEnd(String path) {
    try {
      return background(path).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it was broken off
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same of one who says what is wanted. */
  public HttpResponse<String> get(String path, String accept) throws Exception {
    return http.send(
        HttpRequest.newBuilder(server.uri(path)).header("Accept", accept).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Fills in the form of a page. */
  public HttpResponse<String> submit(String page, String action, Map<String, String> fields)
      throws Exception {
    return submitWith(token(page), action, fields);
  }

  /** Sends a form with the token it was shown with, and further headers, name by name. */
  public HttpResponse<String> submitWith(
      String token, String action, Map<String, String> fields, String... headers) throws Exception {
    String form =
        fields.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(server.uri(action))
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form + "&_csrf=" + token));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The token a page's forms and scripts carry. */
  public String token(String page) throws Exception {
    String html = get(page).body();
    Matcher found = TOKEN.matcher(html);
    if (!found.find()) {
      throw new AssertionError("no token on " + page + ": " + html);
    }
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  /** A call of the page's own script, with or without the token. */
  public int post(String path, String token) throws Exception {
    var request =
        HttpRequest.newBuilder(server.uri(path)).POST(HttpRequest.BodyPublishers.noBody());
    if (token != null) {
      request.header("X-CSRF-TOKEN", token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
  }
}
