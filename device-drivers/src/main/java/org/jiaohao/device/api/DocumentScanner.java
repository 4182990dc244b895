package org.jiaohao.device.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A scanner of documents, with a glass plate, a feeder or both (R038). */
public interface DocumentScanner extends Device {
  /** Where the paper lies. */
  enum Source {
    /** Glass plate. */
    FLATBED,
    /** Feeder, one side. */
    FEEDER,
    /** Feeder, both sides. */
    FEEDER_DUPLEX
  }

  /** Colours. */
  enum ColorMode {
    /** One bit. */
    BLACK_AND_WHITE,
    /** 256 grays. */
    GRAY,
    /** Red, green, blue, 8 bits each. */
    COLOR
  }

  /**
   * What a scanner can do.
   *
   * @param model what it calls itself
   * @param sources where paper can lie
   * @param modes colours
   * @param resolutions dots per inch, ascending
   * @param formats media types of pages, for example {@code image/jpeg}, as the scanner lists them
   * @param widthMm widest paper
   * @param heightMm longest paper
   */
  record Capabilities(
      String model,
      Set<Source> sources,
      Set<ColorMode> modes,
      List<Integer> resolutions,
      List<String> formats,
      int widthMm,
      int heightMm) {}

  /**
   * What to scan.
   *
   * @param dpi dots per inch, one of the scanner's
   * @param format media type, one of the scanner's
   */
  record Request(Source source, ColorMode mode, int dpi, String format) {}

  /**
   * A page side.
   *
   * @param number from 1
   * @param mediaType by its first bytes; as the scanner says where these are not known
   * @param data the file as it came, but for a wrong height in the header of a JPEG file
   * @param whole whether it can be read; else it is all that came, and must be scanned again
   */
  record Page(int number, String mediaType, byte[] data, boolean whole) {
    /** One that can be read. */
    public Page(int number, String mediaType, byte[] data) {
      this(number, mediaType, data, true);
    }
  }

  /**
   * How far a scan is.
   *
   * @param page number of the page that is being read, from 1
   * @param percent of that page, 0 to 100
   */
  record Progress(int page, int percent) {}

  /** What became of a scan. */
  sealed interface Outcome {
    /** All pages were delivered. */
    record Done(int pages) implements Outcome {}

    /** It was cancelled; pages delivered before are whole. */
    record Cancelled(int pages) implements Outcome {}

    /** It ended early, or pages among those delivered are not whole. */
    record Failed(DeviceFault fault, int pages) implements Outcome {}
  }

  /** What it can do; empty until it was reached once. */
  Optional<Capabilities> capabilities();

  /**
   * Scans and waits for the end; scans of several threads wait for each other.
   *
   * @param pages called with each page as soon as it came, on the device's thread
   * @param deadline longest time for the whole scan
   */
  Outcome scan(Request request, Consumer<Page> pages, Duration deadline);

  /** Adds a listener for the progress of scans, called on the device's thread. */
  Registration onProgress(Consumer<Progress> listener);

  /** Ends the present scan after the page that is being read. */
  void cancel();
}
