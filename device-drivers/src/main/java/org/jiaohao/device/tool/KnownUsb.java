package org.jiaohao.device.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A device known by its USB numbers; the list is {@code usb-devices.csv}.
 *
 * @param vendor four hex digits
 * @param product four hex digits, or * for all of the vendor
 * @param driver driver that usually serves it, empty for adapters behind which anything may be
 * @param profile profile, or empty
 * @param zh what it is, zh-CN
 * @param en the same in English
 */
public record KnownUsb(
    String vendor, String product, String driver, String profile, String zh, String en) {
  private static final List<KnownUsb> ALL = read();

  /** What is known of a vendor and product, an exact product before all of a vendor. */
  static Optional<KnownUsb> of(String vendor, String product) {
    return find(vendor, product).or(() -> find(vendor, "*"));
  }

  /** The same device with another driver, or none, and its usual profile. */
  KnownUsb servedBy(String other) {
    return new KnownUsb(vendor, product, other, "", zh, en);
  }

  /** The whole list. */
  static List<KnownUsb> all() {
    return ALL;
  }

  private static Optional<KnownUsb> find(String vendor, String product) {
    return ALL.stream()
        .filter(known -> known.vendor.equals(vendor) && known.product.equals(product))
        .findFirst();
  }

  private static List<KnownUsb> read() {
    try (InputStream in = KnownUsb.class.getResourceAsStream("usb-devices.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .map(f -> new KnownUsb(f[0], f[1], f[2], f[3], f[4], f[5]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
