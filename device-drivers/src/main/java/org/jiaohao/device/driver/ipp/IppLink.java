package org.jiaohao.device.driver.ipp;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jiaohao.device.codec.ipp.IppMessage;
import org.jiaohao.device.driver.http.HttpAnswer;
import org.jiaohao.device.driver.http.HttpLine;
import org.jiaohao.device.transport.TransportException;
import org.jiaohao.device.transport.TransportException.Reason;

/** Requests to one printer, each answered or not within a deadline. */
final class IppLink {
  private static final String TYPE = "application/ipp";
  private static final String USER = "jiaohao";
  private static final int OLD = 0x0101;

  /** What came back. */
  sealed interface Reply {
    /** The printer's answer to this request, good or not. */
    record Told(IppMessage message) implements Reply {}

    /** The printer's web server answered in its place: an HTTP status other than 200. */
    record Refused(int status) implements Reply {}

    /** It did not take the request: login, TLS or certificate are not right. */
    record NotTaken(TransportException why) implements Reply {}

    /** Nothing in time, or nothing that is an answer to this request. */
    record Silence() implements Reply {}

    /** The answer when it says that the request was carried out. */
    default Optional<IppMessage> good() {
      return this instanceof Told told && told.message().good()
          ? Optional.of(told.message())
          : Optional.empty();
    }
  }

  private final HttpLine line;
  private final String printer;
  private int version;
  private int requests;

  /**
   * A link.
   *
   * @param version of the protocol, 0x0200 for 2.0
   */
  IppLink(HttpLine line, int version) {
    this.line = line;
    this.printer = line.uri().toString().replaceFirst("http", "ipp");
    this.version = version;
  }

  /**
   * Asks by IPP 1.1 from now on: printers of before 2009 know no other, and some of them answer a
   * newer request with nothing in it.
   *
   * @return false when that is so already
   */
  boolean older() {
    boolean newer = version != OLD;
    version = OLD;
    return newer;
  }

  /** The line that carries it. */
  HttpLine line() {
    return line;
  }

  private Reply send(
      int operation, Asking asking, byte[] document, Duration deadline, Duration whole)
      throws TransportException {
    int id = ++requests;
    var request = new IppMessage.Request(version, operation, id, printer);
    asking.add(request);
    HttpAnswer answer;
    try {
      var body = new HttpLine.Body(TYPE, request.bytes(document));
      answer = line.send("POST", line.uri(), body, deadline, whole);
    } catch (TransportException e) {
      if (e.reason() == Reason.GONE) {
        throw e;
      }
      return new Reply.NotTaken(e);
    }
    if (answer.status() == 0) {
      return new Reply.Silence();
    }
    if (answer.status() != 200) {
      return new Reply.Refused(answer.status());
    }
    return IppMessage.read(answer.body())
        .filter(message -> message.id() == id)
        .<Reply>map(Reply.Told::new)
        .orElse(new Reply.Silence());
  }

  /** What a request says besides its head. */
  private interface Asking {
    void add(IppMessage.Request request);
  }

  private Reply send(int operation, Asking asking, Duration deadline) throws TransportException {
    return send(operation, asking, new byte[0], deadline, deadline.multipliedBy(2));
  }

  /** How the printer is, and what it can do. */
  Reply printer(Duration deadline) throws TransportException {
    String[] wanted =
        Stream.concat(
                Stream.of("printer-state", "printer-state-reasons"),
                Stream.of(Abilities.ATTRIBUTES))
            .toArray(String[]::new);
    return send(
        IppMessage.GET_PRINTER,
        request -> request.keywords("requested-attributes", wanted),
        deadline);
  }

  /**
   * Gives it a document.
   *
   * @param deadline longest wait for the answer
   * @param whole longest time for all: a printer without paper may stop to take the document in
   */
  Reply print(
      Way way, Documents.Part part, String title, Abilities able, Duration deadline, Duration whole)
      throws TransportException {
    return send(
        IppMessage.PRINT_JOB,
        request -> {
          request
              .name("requesting-user-name", USER)
              .name("job-name", title)
              .mime("document-format", way.type());
          if (way != Way.PDF) {
            howToPrint(request.ofTheJob(), way, part.media(), able);
          }
        },
        part.bytes(),
        deadline,
        whole);
  }

  /** What was drawn for a sheet goes on that sheet; nothing is asked that a printer lacks. */
  private static void howToPrint(
      IppMessage.Request request, Way way, String media, Abilities able) {
    if (able.knows("media", media)) {
      request.keywords("media", media);
    }
    if (able.knows("sides", "one-sided")) {
      request.keywords("sides", "one-sided");
    }
    if (way == Way.JPEG && able.knows("print-scaling", "fit")) {
      request.keywords("print-scaling", "fit");
    }
  }

  /** What became of a job. */
  Reply job(int number, Duration deadline) throws TransportException {
    return send(
        IppMessage.GET_JOB,
        request ->
            request
                .number("job-id", number)
                .name("requesting-user-name", USER)
                .keywords("requested-attributes", "job-state"),
        deadline);
  }

  /** Asks it to drop a job. */
  Reply cancel(int number, Duration deadline) throws TransportException {
    return send(
        IppMessage.CANCEL_JOB,
        request -> request.number("job-id", number).name("requesting-user-name", USER),
        deadline);
  }
}
