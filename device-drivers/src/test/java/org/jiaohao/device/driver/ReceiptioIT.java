package org.jiaohao.device.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody else's driver prints on our emulated printer: what our own driver is tested with is not
 * only what we believe of printers. receiptio can reach port 9100 only, so the printer gets an
 * address of its own.
 */
@VerifiedAgainst(driver = "escpos", source = "receiptio 2.1.2 on the emulator")
class ReceiptioIT {
  private static final Path HOME = Path.of("target", "receiptio");

  @TempDir Path folder;

  /** What a program said, and how it ended. */
  private record Run(int exit, String said) {}

  private Run run(long seconds, List<String> command) throws Exception {
    Path said = Files.createTempFile(folder, "said", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
      return new Run(process.exitValue(), Files.readString(said));
    } finally {
      process.destroyForcibly();
    }
  }

  private Run receiptio(String address, String... arguments) throws Exception {
    Path program = HOME.resolve("node_modules/receiptio/bin/cli.js");
    if (!Files.exists(program)) {
      Files.createDirectories(HOME);
      for (String file : List.of("package.json", "package-lock.json")) {
        Path source = Path.of("src", "test", "receiptio", file);
        Files.copy(source, HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      Run fetched =
          run(120, List.of("npm", "ci", "--no-audit", "--no-fund", "--prefix", HOME.toString()));
      assertThat(fetched.exit()).as(fetched.said()).isZero();
    }
    var command = new ArrayList<>(List.of("node", program.toString(), "-d", address));
    command.addAll(List.of(arguments));
    return run(30, command);
  }

  @Test
  void itAsksForTheStatusPrintsAndIsRefusedWithoutPaper() throws Exception {
    var random = new Random();
    String address = "127.%d.%d.%d".formatted(1 + random.nextInt(250), random.nextInt(250), 7);
    Path receipt = folder.resolve("ticket.receipt");
    Files.writeString(receipt, "^^^A001\n\n延津县政务服务中心\n业务 | 个体工商户设立登记\n");
    try (var emulator =
        EscPosPrinterEmulator.start(EscPosOptions.of("tcp:" + address + ":9100").withSpeed(0))) {
      Run asked = receiptio(address, "-q");
      assertThat(asked.said()).contains("online");
      assertThat(asked.exit()).isEqualTo(100);

      Run printed = receiptio(address, "-c", "42", "-l", "zh-hans", "-t", "20", receipt.toString());
      assertThat(printed.said()).contains("success");
      assertThat(printed.exit()).isZero();
      assertThat(emulator.tickets()).hasSize(1);
      assertThat(emulator.tickets().getFirst().text()).contains("A001", "延津县政务服务中心", "个体工商户设立登记");

      emulator.fault("paper-out", Map.of());
      Run empty = receiptio(address, "-q");
      assertThat(empty.said()).contains("paperempty");
      assertThat(empty.exit()).isEqualTo(102);
      Run refused = receiptio(address, "-c", "42", "-l", "zh-hans", "-t", "20", receipt.toString());
      assertThat(refused.said()).contains("paperempty");
      assertThat(refused.exit()).isEqualTo(102);
      assertThat(emulator.tickets()).hasSize(1);
    }
  }
}
