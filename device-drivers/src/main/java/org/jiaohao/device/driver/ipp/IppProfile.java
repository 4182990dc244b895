package org.jiaohao.device.driver.ipp;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jiaohao.device.driver.Profiles;
import org.jiaohao.device.driver.http.HostHeader;

/**
 * Habits of a model of printer; the files in {@code profiles/ipp} explain each.
 *
 * @param version of the protocol, 0x0200 or 0x0101
 * @param format what it is sent whatever it says it takes; empty for what it says
 * @param dpi at which pages are drawn, 0 for what it says
 * @param host what it wants to be called
 * @param tellsEnd whether it tells what became of a job
 * @param answers how long it may take to answer how it is
 */
record IppProfile(
    int version,
    Optional<Way> format,
    int dpi,
    HostHeader host,
    boolean tellsEnd,
    Duration answers) {
  private static final String AUTO = "auto";

  static IppProfile load(String name) {
    Profiles.Values values = Profiles.load("ipp", name);
    String format = values.word("format", Set.of(AUTO, "pdf", "pwg-raster", "urf", "jpeg"));
    return new IppProfile(
        values.word("version", Set.of("1.1", "2.0")).equals("2.0") ? 0x0200 : 0x0101,
        format.equals(AUTO)
            ? Optional.empty()
            : Optional.of(Way.valueOf(format.toUpperCase(Locale.ROOT).replace('-', '_'))),
        values.number("dpi", 0, 1200),
        HostHeader.valueOf(
            values
                .word("host", Set.of("usual", "with-port", "localhost"))
                .toUpperCase(Locale.ROOT)
                .replace('-', '_')),
        values.flag("tells-end"),
        Duration.ofMillis(values.number("answer-ms", 500, 30_000)));
  }
}
