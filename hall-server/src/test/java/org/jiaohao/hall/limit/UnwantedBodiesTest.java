package org.jiaohao.hall.limit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.trust.HallListeners;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What strangers send is answered before it is there, kept nowhere, and told in no log. */
@ExtendWith(OutputCaptureExtension.class)
class UnwantedBodiesTest {
  private static final String UPLOAD = "Content-Type: multipart/form-data; boundary=b\r\n";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
  private static final String PART =
      "--b\r\nContent-Disposition: form-data; name=\"halls.csv\"; filename=\"halls.csv\"\r\n\r\n";

  private static RunningHall server;
  private static int door;
  private static int phones;

  @BeforeAll
  static void start() {
    server = RunningHall.start(RunningHall.NO_BROKER, "spring.profiles.active=demo");
    door = server.uri("/").getPort();
    phones = server.bean(HallListeners.class).phonePort();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Socket send(int port, String from, String head, String start) throws IOException {
    var socket = new Socket("127.0.0.1", port, InetAddress.ofLiteral(from), 0);
    socket.setSoTimeout(15_000);
    String[] line = head.split("\r\n", 2);
    String request = line[0] + " HTTP/1.1\r\nHost: h\r\n" + line[1] + "\r\n" + start;
    socket.getOutputStream().write(request.getBytes(UTF_8));
    return socket;
  }

  /** The status of the answer to a request whose body is not all there. */
  private static int status(int port, String head, String start) throws IOException {
    try (Socket socket = send(port, "127.0.0.1", head, start)) {
      byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return Integer.parseInt(new String(line, UTF_8).substring("HTTP/1.1 ".length()));
    }
  }

  private static long uploads() throws IOException {
    Path folder = server.data().resolve("uploads");
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/login",
    "POST,/first",
    "POST,/logout",
    "POST,/",
    "POST,/nope",
    "PUT,/login",
    "GET,/login",
    "GET,/g/yj-c00",
    "GET,/actuator/health",
    "GET,/api/v1/import",
    "POST,/api/v1/import/",
    "POST,/api/v1/agents/enrolment",
    "POST,/api/v1/halls/yj-c00/tickets",
    "FOO,/login"
  })
  void noUploadIsTakenAnywhereElse(String method, String path, CapturedOutput output)
      throws IOException {
    String big = PART + "x".repeat(100_000);
    String length = "Content-Length: 7900000\r\n";
    for (String type :
        List.of(
            UPLOAD,
            UPLOAD.replace("multipart/form-data", "Multipart/Mixed"),
            "Content-Type: multipart/form-data\r\n")) {
      for (int port : List.of(door, phones)) {
        assertThat(status(port, method + " " + path + "\r\n" + type + length, big)).isEqualTo(415);
        assertThat(status(port, method + " " + path + "\r\n" + type, "")).isEqualTo(415);
      }
    }
    assertThat(uploads()).isZero();
    assertThat(output).doesNotContain("\tat ", "ErrorPage");
  }

  @Test
  void anImportIsReadAfterItsSenderIsKnownToBeAllowed() throws IOException {
    String head = "POST /api/v1/import\r\n" + UPLOAD + "Content-Length: 7900000\r\n";
    String big = PART + "x".repeat(200_000);
    User clerk = server.account(HALL, Role.CLERK);
    String cookie = "Cookie: JSESSIONID=0123456789\r\n";
    assertThat(status(door, head, big)).isEqualTo(415);
    assertThat(status(door, head + cookie, big)).isEqualTo(415);
    assertThat(status(door, head + "Authorization: x\r\n", big)).isEqualTo(401);
    assertThat(status(door, head + "Authorization: " + clerk.basic() + "\r\n", big)).isEqualTo(403);
    assertThat(status(phones, head + "Authorization: x\r\n", big)).isEqualTo(404);
    assertThat(uploads()).isZero();
  }

  /** The token of a form is asked for before the files are: in the header or the address. */
  @Test
  void anImportWithoutTheTokenIsRefusedUnread() throws Exception {
    var browser = new StaffBrowser(server);
    browser.signIn(server.demo("admin"));
    String token = browser.token("/account/password");
    String head =
        "POST /api/v1/import?preview=true\r\nCookie: %s\r\n%sContent-Length: 19000000\r\n"
            .formatted(browser.cookies(), UPLOAD);
    String inside =
        "--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token + "\r\n";
    String big = PART + "x".repeat(200_000);
    assertThat(status(door, head, big)).isEqualTo(403);
    assertThat(status(door, head, inside + big)).isEqualTo(403);
    assertThat(status(door, head + "X-CSRF-TOKEN: " + "0".repeat(36) + "\r\n", big)).isEqualTo(403);
    assertThat(uploads()).isZero();
    try (Socket socket = send(door, "127.0.0.1", head + "X-CSRF-TOKEN: " + token + "\r\n", big)) {
      await("with the token it is read", () -> uploads() == 1);
    }
    await("no file", () -> uploads() == 0);
  }

  @Test
  void theFilesOfAnImportLieOnTheDiskWhileTheyCome() throws IOException {
    String head =
        "POST /api/v1/import?preview=true\r\nAuthorization: "
            + server.demo("admin").basic()
            + "\r\nConnection: close\r\n"
            + UPLOAD;
    String end = "\r\n--b--\r\n";
    String start = PART + "x".repeat(300_000);
    String length = "Content-Length: " + (start.length() + end.length()) + "\r\n";
    try (Socket socket = send(door, "127.0.0.1", head + length, start)) {
      await("a file", () -> uploads() == 1);
      socket.getOutputStream().write(end.getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 422");
    }
    await("no file", () -> uploads() == 0);
  }

  @ParameterizedTest
  @CsvSource({"GET,/login", "GET,/g/yj-c00", "HEAD,/api/v1/halls", "GET,/nope"})
  void whoReadsSendsNothing(String method, String path) throws IOException {
    String head = method + " " + path + "\r\n";
    for (int port : List.of(door, phones)) {
      assertThat(status(port, head + "Content-Length: 60000\r\n", "x")).isEqualTo(400);
      assertThat(status(port, head + "Transfer-Encoding: chunked\r\n", "1\r\n")).isEqualTo(400);
    }
  }

  @Test
  void theFormOfAStrangerIsShortAndSaysHowLong(CapturedOutput output) throws IOException {
    for (String path : List.of("/login", "/api/v1/halls", "/first", "/nope")) {
      String head = "POST " + path + "\r\n" + FORM;
      assertThat(status(door, head + "Content-Length: 60000\r\n", "username=")).isEqualTo(413);
      assertThat(status(door, head + "Content-Length: 70000\r\nAuthorization: x\r\n", "x=1"))
          .isEqualTo(413);
      assertThat(status(door, head + "Transfer-Encoding: chunked\r\n", "zz\r\n")).isEqualTo(411);
    }
    assertThat(status(door, "POST /login\r\n" + FORM + "Content-Length: 5\r\n", "a=%FF"))
        .isEqualTo(400);
    assertThat(output).doesNotContain("\tat ", "ErrorPage");
  }

  @Test
  void aBrokenBodyOfAStrangerLeavesNoTrace(CapturedOutput output) throws IOException {
    String head = "POST /api/v1/agents/enrolment\r\nContent-Type: application/json\r\n";
    assertThat(status(door, head + "Transfer-Encoding: chunked\r\n", "zz\r\n")).isEqualTo(400);
    assertThat(status(door, head + "Content-Length: 5000\r\n", "{")).isEqualTo(413);
    try (Socket gone = send(door, "127.0.0.1", head + "Content-Length: 500\r\n", "{")) {
      gone.shutdownOutput();
      gone.getInputStream().readAllBytes();
    }
    assertThat(output).doesNotContain("\tat ", "ErrorPage");
  }

  @Test
  void fewFormsOfAnAddressAreReadAtATime() throws IOException {
    String head = "POST /login\r\n" + FORM + "Content-Length: 4000\r\n";
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < UnwantedBodies.MOST_EACH + 10; i++) {
        sockets.add(send(door, "127.0.0.9", head, "username=x"));
      }
      await(
          "the last are refused",
          () -> sockets.stream().filter(UnwantedBodiesTest::isAnswered).count() >= 10);
      assertThat(sockets.stream().filter(UnwantedBodiesTest::isAnswered).count()).isEqualTo(10);
      assertThat(status(door, head.replace("4000", "10"), "username=x")).isEqualTo(403);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /** So many addresses as would fill all places with what each of them may send alone. */
  @Test
  void formsOfFewAddressesLeaveRoomForOthers() throws IOException {
    String head = "POST /login\r\n" + FORM + "Content-Length: 4000\r\n";
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int address = 1; address <= UnwantedBodies.MOST / UnwantedBodies.MOST_EACH; address++) {
        for (int i = 0; i < UnwantedBodies.MOST_EACH; i++) {
          sockets.add(send(door, "127.0.3." + address, head, "username=x"));
        }
      }
      await("some are refused", () -> sockets.stream().anyMatch(UnwantedBodiesTest::isAnswered));
      for (int i = 0; i < 5; i++) {
        assertThat(status(door, head.replace("4000", "10"), "username=x")).isEqualTo(403);
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static boolean isAnswered(Socket socket) {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
