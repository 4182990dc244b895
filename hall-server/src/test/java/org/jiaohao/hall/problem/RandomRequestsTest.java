package org.jiaohao.hall.problem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Requests made at random from the server's own addresses: none is a mistake of the server. */
@ExtendWith(OutputCaptureExtension.class)
class RandomRequestsTest {
  private static final int REQUESTS = Repetitions.of(600, 10_000);
  private static final int PATIENCE_MILLIS = 5000;

  private static final List<String> METHODS =
      List.of("GET", "GET", "POST", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "FOO");
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "text/plain",
          "application/xml",
          "*/*",
          ";",
          "application/json;charset=gbk");
  private static final List<String> ACCEPTS =
      List.of("*/*", "text/html", "application/json", "text/csv", "image/png", "q=;,", "a/b;q=9");
  private static final List<String> VALUES =
      List.of(
          "",
          "1",
          "-1",
          "0",
          "99999999999999999999",
          "NaN",
          "null",
          "true",
          HALL,
          "yj-t01",
          "nowhere",
          "a",
          "kiosk-1",
          "2026-02-30",
          "2026-11-23T09:00:00+08:00",
          "' or 1=1 --",
          "<script>",
          "${7*7}",
          "../../etc/passwd",
          "%",
          "号",
          "\ud83d\ude00",
          "\u0000",
          "\u202e",
          "x".repeat(3000));
  private static final List<String> MEMBERS =
      List.of(
          "queue",
          "item",
          "source",
          "reason",
          "priorityReason",
          "name",
          "nameEn",
          "text",
          "textEn",
          "validFrom",
          "validUntil",
          "username",
          "password",
          "roles",
          "hall",
          "agentId",
          "kind",
          "code",
          "window",
          "ticket",
          "queues",
          "key",
          "pad",
          "agent",
          "areas",
          "prefix",
          "rev");

  private static RunningHall server;
  private static List<String> patterns;
  private static List<User> users;

  @BeforeAll
  static void start() {
    server = RunningHall.start(RunningHall.NO_BROKER, "spring.profiles.active=demo");
    patterns =
        server
            .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
            .getHandlerMethods()
            .keySet()
            .stream()
            .flatMap(info -> info.getPatternValues().stream())
            .filter(pattern -> !pattern.contains("/demo"))
            .sorted()
            .toList();
    users =
        List.of(
            server.demo("admin"),
            server.demo("manager"),
            server.account(HALL, Role.CLERK),
            server.account(HALL, Role.TECHNICIAN),
            server.enrol(HALL, "random-kiosk", "KIOSK"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void noneIsAMistakeOfTheServer(CapturedOutput output) throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var wrong = new ArrayList<String>();
    for (int i = 0; i < REQUESTS && wrong.size() < 5; i++) {
      byte[] request = request(random);
      String answer = answer(request);
      boolean waits = answer.isEmpty() && new String(request, UTF_8).contains("/events");
      if (!waits && !isRight(answer)) {
        wrong.add(new String(request, UTF_8) + "\n→ " + answer);
      }
    }
    assertThat(wrong).as("seed %d", seed).isEmpty();
    assertThat(output.toString().lines().filter(line -> line.startsWith("\tat ")).limit(3))
        .as("traces in the log, seed %d", seed)
        .isEmpty();
  }

  /** Not an error of the server; a page is whole; nothing shows its insides. */
  private static boolean isRight(String answer) {
    if (answer.isEmpty()) {
      return false;
    }
    String status = answer.substring(0, Math.min(12, answer.length()));
    boolean known = status.matches("HTTP/1\\.1 ([1234]\\d\\d|501|503)");
    boolean page = answer.contains("<!DOCTYPE html>");
    return known
        && (!page || answer.contains("</html>"))
        && !answer.contains("\tat org.")
        && !answer.contains("Exception:");
  }

  private static String answer(byte[] request) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.uri("/").getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request);
      var bytes = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      byte[] part = new byte[8192];
      try {
        int n;
        while ((n = in.read(part)) >= 0) {
          bytes.write(part, 0, n);
          if (bytes.toString(ISO_8859_1).contains("text/event-stream")) {
            break;
          }
        }
      } catch (SocketTimeoutException waits) {
        return bytes.toString(UTF_8); // a long poll sends nothing until something happens
      }
      return bytes.toString(UTF_8);
    }
  }

  private static byte[] request(Random random) {
    var head = new StringBuilder(one(random, METHODS)).append(' ').append(address(random));
    head.append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
    byte[] body = random.nextInt(3) == 0 ? new byte[0] : body(random).getBytes(UTF_8);
    int who = random.nextInt(users.size() + 2);
    if (who < users.size()) {
      head.append("Authorization: ").append(users.get(who).basic()).append("\r\n");
    }
    head.append("Accept: ").append(one(random, ACCEPTS)).append("\r\n");
    if (body.length > 0 || random.nextBoolean()) {
      head.append("Content-Type: ").append(one(random, TYPES)).append("\r\n");
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    if (random.nextBoolean()) {
      String key = printable(one(random, VALUES));
      head.append("Idempotency-Key: ").append(key).append("\r\n");
    }
    if (random.nextInt(4) == 0) {
      head.append("Cookie: JSESSIONID=x; lang=").append(printable(one(random, VALUES)));
      head.append("; wanted=").append(random.nextInt()).append("\r\n");
    }
    if (random.nextInt(8) == 0) {
      head.append("Range: bytes=5-1\r\nIf-None-Match: *\r\nAccept-Language: zz;q=2,*\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(ISO_8859_1);
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(start);
    whole.writeBytes(body);
    return whole.toByteArray();
  }

  private static String printable(String value) {
    return value.replaceAll("[^ -~]", "").replaceAll(".{200}.*", "long");
  }

  private static String address(Random random) {
    var path = new StringBuilder();
    for (String step : one(random, patterns).split("/")) {
      if (!step.isEmpty()) {
        boolean hall = step.equals("{hall}") && random.nextInt(4) > 0;
        String value = hall ? HALL : one(random, VALUES);
        path.append('/').append(step.startsWith("{") ? encoded(random, value) : step);
      }
    }
    if (random.nextInt(6) == 0) {
      String odd = one(random, List.of("%", "%zz", "%ff", "%00", "//", ";x=1", "/..", "\\", "{}"));
      path.insert(random.nextInt(path.length() + 1), odd);
    }
    if (random.nextInt(3) == 0) {
      String name = one(random, MEMBERS);
      path.append('?').append(name).append('=').append(encoded(random, one(random, VALUES)));
    }
    return path.isEmpty() ? "/" : path.toString().replaceAll("[^!-~]", "");
  }

  private static String encoded(Random random, String value) {
    var text = new StringBuilder();
    for (byte b : value.substring(0, Math.min(40, value.length())).getBytes(UTF_8)) {
      boolean plain = Character.isLetterOrDigit(b) || (b == '-' && random.nextInt(9) > 0);
      text.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xff));
    }
    return text.toString();
  }

  private static String body(Random random) {
    if (random.nextInt(6) == 0) {
      return one(random, List.of("{", "[]", "null", "\"x\"", "1", "{\"a\":", "x=1&y=%", "--x--"));
    }
    var members = new ArrayList<String>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      members.add("\"" + one(random, MEMBERS) + "\":" + json(random));
    }
    return "{" + String.join(",", members) + "}";
  }

  private static String json(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> String.valueOf(random.nextLong());
      case 1 -> one(random, List.of("null", "true", "1e400", "{}", "[]", "[null]", "{\"a\":{}}"));
      case 2 -> "[\"" + RunningHall.JSON.writeValueAsString(one(random, VALUES)) + "\"]";
      default -> RunningHall.JSON.writeValueAsString(one(random, VALUES));
    };
  }

  private static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
