package org.jiaohao.emulator.escpos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jiaohao.emulator.control.ControlServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class EscPosPrinterEmulatorTest {
  private static final byte[] ASK = Jobs.hex("10 04 01");

  @TempDir Path folder;

  private static EscPosPrinterEmulator tcp() throws Exception {
    return EscPosPrinterEmulator.start(EscPosOptions.of("tcp:127.0.0.1:0").withoutDelay());
  }

  private static Socket connect(EscPosPrinterEmulator printer) throws Exception {
    URI address = URI.create(printer.address());
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(5000);
    return socket;
  }

  private static byte[] exchange(Socket socket, byte[] request, int count) throws Exception {
    socket.getOutputStream().write(request);
    return socket.getInputStream().readNBytes(count);
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void printsOverTcpOneClientAfterTheOther() throws Exception {
    try (var printer = tcp()) {
      for (int i = 1; i <= 3; i++) {
        try (Socket socket = connect(printer)) {
          assertThat(exchange(socket, Jobs.REFERENCE, 7)).isEqualTo(Jobs.PROCESS_ID);
        }
        assertThat(printer.tickets()).hasSize(i);
      }
    }
  }

  @Test
  void stillAnswersAHostThatHasFinishedSending() throws Exception {
    EscPosOptions slow = EscPosOptions.of("tcp:127.0.0.1:0").withSpeed(300);
    try (var printer = EscPosPrinterEmulator.start(slow);
        Socket socket = connect(printer)) {
      socket.getOutputStream().write(Jobs.REFERENCE);
      socket.shutdownOutput();

      assertThat(socket.getInputStream().readAllBytes()).isEqualTo(Jobs.PROCESS_ID);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void printsOverASerialLine() throws Exception {
    Path link = folder.resolve("printer.tty");
    try (var printer =
        EscPosPrinterEmulator.start(EscPosOptions.of("pty:" + link).withoutDelay())) {
      assertThat(printer.address()).isEqualTo("serial:" + link);
      try (OutputStream out = Files.newOutputStream(link);
          InputStream in = Files.newInputStream(link)) {
        out.write(Jobs.REFERENCE);
        assertThat(in.readNBytes(7)).isEqualTo(Jobs.PROCESS_ID);

        printer.fault("unplug");
        assertThat(link).doesNotExist();
        assertThat(closed(in)).isTrue();
      }
      printer.fault("plug");

      assertThat(Files.exists(link)).isTrue();
      try (OutputStream out = Files.newOutputStream(link);
          InputStream in = Files.newInputStream(link)) {
        out.write(ASK);
        assertThat(in.read()).isEqualTo(0x12);
      }
    }
    assertThat(Files.isSymbolicLink(link)).isFalse();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void leavesAnExistingFileAlone() throws Exception {
    Path file = Files.writeString(folder.resolve("mine"), "x");

    assertThatThrownBy(() -> EscPosPrinterEmulator.start(EscPosOptions.of("pty:" + file)))
        .hasMessageContaining("is no link");
    assertThat(file).hasContent("x");
  }

  @Test
  void refusesConnectionsWhileUnplugged() throws Exception {
    try (var printer = tcp();
        Socket socket = connect(printer)) {
      String address = printer.address();
      exchange(socket, ASK, 1);
      printer.fault("unplug", Map.of("after-bytes", "20"));
      socket.getOutputStream().write(Jobs.REFERENCE);
      assertThat(closed(socket.getInputStream())).isTrue();
      assertThatThrownBy(() -> connect(printer)).isInstanceOf(ConnectException.class);

      printer.clear();

      assertThat(printer.address()).isEqualTo(address);
      try (Socket again = connect(printer)) {
        assertThat(exchange(again, ASK, 1)).isEqualTo(new byte[] {0x12});
      }
      assertThat(printer.received()).isEqualTo(3 + 20 + 3);
    }
  }

  private static boolean closed(InputStream in) {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return !(e instanceof SocketTimeoutException);
    }
  }

  @Test
  void losesPowerInTheMiddleOfATicket() throws Exception {
    try (var printer = tcp();
        Socket socket = connect(printer)) {
      printer.fault("power-off", Map.of("after-rows", "60"));
      socket.getOutputStream().write(Jobs.REFERENCE);
      assertThat(closed(socket.getInputStream())).isTrue();
      assertThat(printer.state().powered()).isFalse();

      printer.fault("power-on");

      try (Socket again = connect(printer)) {
        assertThat(exchange(again, Jobs.REFERENCE, 7)).isEqualTo(Jobs.PROCESS_ID);
      }
      assertThat(printer.tickets()).hasSize(1);
    }
  }

  @Test
  void powerComesBackByItself() throws Exception {
    try (var printer = tcp()) {
      printer.fault("power-cycle", Map.of("seconds", "1"));
      assertThat(printer.state().powered()).isFalse();

      await(() -> printer.state().powered() && printer.state().plugged());

      try (Socket socket = connect(printer)) {
        assertThat(exchange(socket, ASK, 1)).isEqualTo(new byte[] {0x12});
      }
    }
  }

  @Test
  void hangsUpOnASecondClientWhenToldSo() throws Exception {
    EscPosOptions options = EscPosOptions.of("tcp:127.0.0.1:0?busy=refuse").withoutDelay();
    try (var printer = EscPosPrinterEmulator.start(options);
        Socket first = connect(printer)) {
      exchange(first, ASK, 1);
      try (Socket second = connect(printer)) {
        assertThat(closed(second.getInputStream())).isTrue();
      }
      assertThat(exchange(first, ASK, 1)).isEqualTo(new byte[] {0x12});
    }
  }

  @Test
  void standsStillWhenItsBufferIsFull() throws Exception {
    EscPosOptions slow = EscPosOptions.of("tcp:127.0.0.1:0").withSpeed(2000).withBuffer(64, false);
    try (var printer = EscPosPrinterEmulator.start(slow);
        Socket socket = connect(printer)) {
      for (int i = 0; i < 9; i++) {
        socket.getOutputStream().write(Jobs.REFERENCE);
      }
      assertThat(socket.getInputStream().readNBytes(63)).hasSize(63);
      assertThat(printer.tickets())
          .hasSize(9)
          .allSatisfy(ticket -> assertThat(ticket.qr()).containsExactly(Jobs.QR));
    }
  }

  @Test
  void staysMuteAndMakesNoise() throws Exception {
    try (var printer = tcp();
        Socket socket = connect(printer)) {
      printer.fault("mute");
      socket.getOutputStream().write(Jobs.REFERENCE);
      await(() -> printer.tickets().size() == 1);
      printer.clear();

      printer.fault("garbage", Map.of("bytes", "9"));
      assertThat(socket.getInputStream().readNBytes(9)).hasSize(9);
      assertThat(exchange(socket, ASK, 1)).isEqualTo(new byte[] {0x12});
    }
  }

  @Test
  void takesItsTimeOnASlowLine() throws Exception {
    EscPosOptions options = EscPosOptions.of("tcp:127.0.0.1:0").withoutDelay().withBaud(9600);
    try (var printer = EscPosPrinterEmulator.start(options);
        Socket socket = connect(printer)) {
      long start = System.nanoTime();
      exchange(socket, Jobs.REFERENCE, 7);
      double seconds = (System.nanoTime() - start) / 1e9;

      assertThat(seconds).isGreaterThan((Jobs.REFERENCE.length + 7) * 10 / 9600.0);
    }
  }

  @Test
  void recordsTrafficAndTickets() throws Exception {
    Path dump = folder.resolve("traffic.dump");
    Path out = folder.resolve("out");
    EscPosOptions options = EscPosOptions.of("tcp:127.0.0.1:0").withoutDelay().withFiles(out, dump);
    try (var printer = EscPosPrinterEmulator.start(options);
        Socket socket = connect(printer)) {
      exchange(socket, Jobs.REFERENCE, 7);
    }
    assertThat(Files.readString(out.resolve("ticket-0001.txt"))).contains("A001");
    assertThat(out.resolve("ticket-0001.png")).exists();
    assertThat(Files.readAllLines(dump)).first().isEqualTo("# emulator on tcp:127.0.0.1:0");
    assertThat(Files.readString(dump)).contains("> 1B 40 1C 26").contains("< 37 22 30 30 30 31 00");
  }

  @Test
  void isWatchedAndDisturbedOverHttp() throws Exception {
    try (var printer = tcp();
        var control = new ControlServer(printer, "127.0.0.1:0");
        Socket socket = connect(printer)) {
      exchange(socket, Jobs.REFERENCE, 7);
      String state = get(control, "/state").body();
      assertThat(state).contains("\"kind\":\"escpos\"", "A001", Jobs.QR, "\"bytes\":142");
      assertThat(get(control, "/paper.png").headers().firstValue("Content-Type"))
          .contains("image/png");
      assertThat(get(control, "/tickets/1.png").statusCode()).isEqualTo(200);
      assertThat(get(control, "/tickets/1.txt").body()).contains("政务服务中心");
      assertThat(get(control, "/tickets/1.txt").headers().firstValue("Access-Control-Allow-Origin"))
          .contains("*");
      assertThat(get(control, "/tickets/99.png").statusCode()).isEqualTo(404);

      assertThat(post(control, "/fault/paper-out").statusCode()).isEqualTo(204);
      assertThat(exchange(socket, ASK, 1)).isEqualTo(new byte[] {0x1A});
      assertThat(get(control, "/state").body()).contains("\"faults\":[\"paper-out\"]");
      assertThat(post(control, "/clear").statusCode()).isEqualTo(204);
      assertThat(exchange(socket, ASK, 1)).isEqualTo(new byte[] {0x12});
      HttpResponse<String> unknown = post(control, "/fault/nonsense");
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.body()).contains("paper-near-end");
      assertThat(post(control, "/fault/head-hot?seconds=x").statusCode()).isEqualTo(400);
    }
  }

  private static HttpResponse<String> get(ControlServer control, String path) throws Exception {
    return send(HttpRequest.newBuilder(control.address().resolve(path)));
  }

  private static HttpResponse<String> post(ControlServer control, String path) throws Exception {
    return send(
        HttpRequest.newBuilder(control.address().resolve(path))
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void listensOnThisMachineOnly() {
    assertThatThrownBy(() -> EscPosPrinterEmulator.start(EscPosOptions.of("tcp:0.0.0.0:9100")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EscPosPrinterEmulator.start(EscPosOptions.of("usb:1")))
        .hasMessageContaining("pty:");
  }
}
