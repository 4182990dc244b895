package org.jiaohao.kiosk.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintDocument.Block;
import org.jiaohao.device.api.PrintDocument.Feed;
import org.jiaohao.device.api.PrintDocument.Picture;
import org.jiaohao.device.api.PrintDocument.Qr;
import org.jiaohao.device.api.PrintDocument.Text;
import org.jiaohao.kiosk.Fakes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketLayoutTest {
  private final TicketLayout layout =
      new TicketLayout(ZoneId.of("Asia/Shanghai"), Optional.empty());

  @ParameterizedTest
  @CsvSource({"zh,32,false", "zh,48,false", "en,32,false", "en,48,false", "zh,48,true"})
  void golden(String lang, int columns, boolean reprint) throws IOException {
    String name = "ticket-" + lang + "-" + columns + (reprint ? "-reprint" : "") + ".txt";
    PrintDocument document =
        layout.document(
            Fakes.ticket("ab3de6gh9jk2mn5p", 1),
            lang,
            columns,
            reprint ? Mark.reprint(2) : Mark.NONE);
    assertThat(dump(document)).isEqualTo(resource("/golden/" + name));
  }

  private static String dump(PrintDocument document) {
    StringBuilder lines = new StringBuilder();
    document.blocks().forEach(block -> lines.append(line(block)).append('\n'));
    return lines.toString();
  }

  private static String line(Block block) {
    return switch (block) {
      case Text t ->
          "%-6s x%d%s |%s".formatted(t.align(), t.scale(), t.bold() ? " bold" : "", t.text());
      case Qr q -> "QR     %d dots |%s".formatted(q.moduleDots(), q.payload());
      case Feed f -> "FEED   " + f.lines();
      case Picture p -> "PIC    %d dots, %d bytes".formatted(p.width(), p.rows().length);
    };
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = TicketLayoutTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aLogoStandsOnTopHalfAsWideAsThePaper(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("logo.png");
    ImageIO.write(new BufferedImage(300, 100, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    var withLogo = new TicketLayout(ZoneOffset.UTC, TicketConfiguration.picture(file.toString()));
    PrintDocument document =
        withLogo.document(Fakes.ticket("ab3de6gh9jk2mn5p", 1), "zh", 48, Mark.NONE);
    assertThat(line(document.blocks().getFirst())).isEqualTo("PIC    288 dots, 3456 bytes");
    Files.writeString(file, "no picture");
    assertThat(TicketConfiguration.picture(file.toString())).isEmpty();
    assertThat(TicketConfiguration.picture(folder.resolve("no.png").toString())).isEmpty();
  }

  @Test
  void thePriorityReasonIsNotOnThePaper() {
    Ticket t = Fakes.ticket("ab3de6gh9jk2mn5p", 1);
    Ticket priority =
        new Ticket(
            t.id(),
            t.number(),
            t.hall(),
            t.queue(),
            t.queueName(),
            t.queueNameEn(),
            t.item(),
            t.state(),
            t.waitingAhead(),
            t.waitMinutes(),
            t.window(),
            t.businessDay(),
            t.drawnAt(),
            t.calledAt(),
            t.statusUrl(),
            t.paper(),
            true);

    assertThat(layout.document(priority, "zh", 48, Mark.NONE))
        .isEqualTo(layout.document(t, "zh", 48, Mark.NONE));
  }

  @Test
  void theTimeIsTheHallsWhateverOffsetTheServerSends() {
    Ticket t = Fakes.ticket("ab3de6gh9jk2mn5p", 1);
    Ticket utc =
        new Ticket(
            t.id(),
            t.number(),
            t.hall(),
            t.queue(),
            t.queueName(),
            t.queueNameEn(),
            t.item(),
            t.state(),
            t.waitingAhead(),
            t.waitMinutes(),
            t.window(),
            t.businessDay(),
            t.drawnAt().withOffsetSameInstant(ZoneOffset.UTC),
            t.calledAt(),
            t.statusUrl(),
            t.paper(),
            null);

    assertThat(dump(layout.document(utc, "zh", 48, Mark.NONE))).contains("取号：2026-11-23 09:12:05");
  }

  @Test
  void aTicketThatWaitsForNobodySaysNoCount() {
    Ticket t = Fakes.ticket("ab3de6gh9jk2mn5p", 1);
    Ticket called =
        new Ticket(
            t.id(),
            t.number(),
            t.hall(),
            t.queue(),
            t.queueName(),
            t.queueNameEn(),
            t.item(),
            "CALLED",
            null,
            null,
            "3",
            t.businessDay(),
            t.drawnAt(),
            null,
            null,
            t.paper(),
            null);

    assertThat(dump(layout.document(called, "zh", 48, Mark.reprint(null))))
        .doesNotContain("等候", "QR")
        .contains("补打", "A001");
  }

  @Test
  void columnsCountCodePointsNotUtf16Units() {
    assertThat(TicketLayout.width("A区–𪚥")).isEqualTo(7);
  }
}
