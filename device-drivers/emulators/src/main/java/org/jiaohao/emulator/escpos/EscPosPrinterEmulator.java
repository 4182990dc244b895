package org.jiaohao.emulator.escpos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaohao.emulator.line.EmulatedModel;
import org.jiaohao.emulator.render.Dots;
import org.jiaohao.emulator.render.Png;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A receipt printer on a line, with paper to look at and faults on command. */
public final class EscPosPrinterEmulator extends EmulatedModel<EscPosPrinter> {
  /**
   * A ticket as the control port shows it.
   *
   * @param png path of its picture on the control port
   */
  public record TicketState(
      int n, Instant at, String text, List<String> qr, long bytes, int rows, String png) {}

  /**
   * Counters since start.
   *
   * @param tickets pieces of paper cut off
   * @param buffered bytes received and not worked off yet
   * @param dropped bytes lost because the buffer was full
   */
  public record Counters(long bytes, int tickets, int buffered, long dropped) {}

  /**
   * What is seen from outside.
   *
   * @param unfinished what stands on the paper that is not cut yet
   * @param unknown commands it did not understand, hex
   */
  public record State(
      String kind,
      String address,
      boolean powered,
      boolean plugged,
      List<String> conditions,
      List<String> faults,
      Counters counters,
      List<TicketState> tickets,
      TicketState unfinished,
      Set<String> unknown,
      String dialect,
      String rom,
      int width) {}

  private static final Logger log = LoggerFactory.getLogger(EscPosPrinterEmulator.class);
  private static final Pattern TICKET = Pattern.compile("/tickets/(\\d+)\\.(png|txt)");
  private static final int STRIP_TICKETS = 4;

  private final EscPosOptions options;

  private EscPosPrinterEmulator(EscPosOptions options, Clock clock) throws IOException {
    super(
        options.listen(),
        options.baud(),
        options.dump(),
        (faults, spoiled, host) ->
            new EscPosPrinter(
                options, clock, faults, spoiled, host, ticket -> save(options, ticket)),
        printer -> "",
        Map.of());
    this.options = options;
  }

  /**
   * Starts a printer.
   *
   * @throws IOException when it cannot listen, or the folder for tickets cannot be made
   */
  public static EscPosPrinterEmulator start(EscPosOptions options) throws IOException {
    if (options.out() != null) {
      Files.createDirectories(options.out());
    }
    return new EscPosPrinterEmulator(options, Clock.systemUTC());
  }

  private static void save(EscPosOptions options, PrintedTicket ticket) {
    if (options.out() == null) {
      return;
    }
    Path png = options.out().resolve("ticket-%04d.png".formatted(ticket.n()));
    Path text = options.out().resolve("ticket-%04d.txt".formatted(ticket.n()));
    try {
      Files.write(png, Png.paper(ticket.paper()));
      Files.writeString(text, ticket.text());
    } catch (IOException e) {
      log.error("Cannot write {}, the ticket is only in memory", png, e);
    }
  }

  /** The tickets cut so far, oldest first; at most the last 300. */
  public List<PrintedTicket> tickets() {
    return read(EscPosPrinter::tickets);
  }

  /** The paper that hangs out and is not cut yet. */
  public PrintedTicket unfinished() {
    return read(EscPosPrinter::unfinished);
  }

  /** Whether nothing more is going to be printed from what was received. */
  public boolean settled() {
    return read(EscPosPrinter::settled);
  }

  @Override
  public State state() {
    return read(
        printer ->
            new State(
                "escpos",
                address(),
                printer.powered(),
                plugged(),
                printer.conditions().stream().map(Enum::name).toList(),
                faults(),
                new Counters(received(), printer.cuts(), printer.buffered(), printer.dropped()),
                printer.tickets().stream().map(EscPosPrinterEmulator::shown).toList(),
                shown(printer.unfinished()),
                Set.copyOf(printer.unknownCommands()),
                options.dialect().label(),
                options.rom().name(),
                options.width()));
  }

  private static TicketState shown(PrintedTicket ticket) {
    return new TicketState(
        ticket.n(),
        ticket.at(),
        ticket.text(),
        ticket.qr(),
        ticket.bytes(),
        ticket.rows(),
        "/tickets/" + ticket.n() + ".png");
  }

  @Override
  public Optional<Content> content(String path) {
    if (path.equals("/paper.png")) {
      return Optional.of(new Content("image/png", paper()));
    }
    Matcher matcher = TICKET.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    PrintedTicket hanging = unfinished();
    List<PrintedTicket> all = new ArrayList<>(tickets());
    all.add(hanging);
    return all.stream()
        .filter(ticket -> matcher.group(1).equals(Integer.toString(ticket.n())))
        .findFirst()
        .map(
            ticket ->
                matcher.group(2).equals("png")
                    ? new Content("image/png", Png.paper(ticket.paper()))
                    : new Content(
                        "text/plain; charset=utf-8",
                        ticket.text().getBytes(StandardCharsets.UTF_8)));
  }

  /** The last tickets and what hangs out of the printer, newest on top. */
  private byte[] paper() {
    List<PrintedTicket> tickets = tickets();
    List<Dots> pieces = new ArrayList<>();
    pieces.add(unfinished().paper());
    tickets.reversed().stream().limit(STRIP_TICKETS).map(PrintedTicket::paper).forEach(pieces::add);
    return Png.paper(pieces);
  }
}
