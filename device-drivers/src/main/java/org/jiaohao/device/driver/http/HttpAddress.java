package org.jiaohao.device.driver.http;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.driver.ConfigurationException;

/**
 * Where a device is that is asked by HTTP: {@code scheme://host[:port][/path][#sha256=…]}, with the
 * schemes {@code http}, {@code https}, {@code ipp} and {@code ipps}. The fingerprint behind {@code
 * #sha256=} is that of the device's certificate, in hex digits, with or without colons.
 *
 * @param text the address without the fingerprint, for messages
 * @param uri the same for the wire, always {@code http} or {@code https}, always with its port
 * @param host name or address; in brackets if it is of IPv6
 * @param fingerprint of the only certificate to be accepted, as {@link Fingerprint} writes it
 */
public record HttpAddress(String text, URI uri, String host, Optional<String> fingerprint) {
  private static final Pattern FORM =
      Pattern.compile(
          "(https?|ipps?)://(\\[[0-9a-fA-F:.]+]|[^/:@?#\\s]+)(?::(\\d{1,5}))?(/[^#]*)?"
              + "(?:#sha256=([0-9a-fA-F:]+))?");

  private static final int MOST_PORT = 65_535;

  /**
   * Reads the address of a device.
   *
   * @param schemes those its driver serves, the usual one first
   * @param path an example for the path, for the message
   * @throws ConfigurationException when it is none
   */
  public static HttpAddress of(DeviceConfig config, String path, String... schemes) {
    Matcher form = FORM.matcher(String.valueOf(config.address()));
    if (!form.matches() || !Arrays.asList(schemes).contains(form.group(1))) {
      throw wrong(config, schemes[0] + "://10.0.0.9" + path);
    }
    boolean secure = form.group(1).endsWith("s");
    boolean ipp = form.group(1).startsWith("ipp");
    int usual = secure ? 443 : 80;
    int port = form.group(3) == null ? ipp ? 631 : usual : Integer.parseInt(form.group(3));
    if (port < 1 || port > MOST_PORT) {
      throw wrong(config, schemes[0] + "://10.0.0.9" + path);
    }
    String behind = form.group(4) == null ? "" : form.group(4);
    try {
      String scheme = secure ? "https" : "http";
      URI uri = uri(scheme + "://" + form.group(2) + ":" + port + behind);
      Optional<String> fingerprint = Optional.ofNullable(form.group(5)).map(Fingerprint::of);
      String text = config.address().replaceFirst("#.*", "");
      return new HttpAddress(text, uri, form.group(2).toLowerCase(Locale.ROOT), fingerprint);
    } catch (IllegalArgumentException e) {
      throw wrong(config, schemes[0] + "://10.0.0.9" + path);
    }
  }

  /** Port on the wire. */
  public int port() {
    return Integer.parseInt(uri.getRawAuthority().replaceFirst(".*:", ""));
  }

  /** Whether it is reached through TLS. */
  public boolean secure() {
    return uri.getScheme().equals("https");
  }

  /** Host and port, by which a certificate is remembered. */
  String place() {
    return host + ":" + port();
  }

  /**
   * An address as people write it, for the wire: spaces and Chinese characters of a path are
   * escaped.
   *
   * @throws IllegalArgumentException when it is none
   */
  static URI uri(String text) {
    return URI.create(URI.create(text.replace(" ", "%20")).toASCIIString());
  }

  private static ConfigurationException wrong(DeviceConfig config, String example) {
    String form = config.address().contains("@") ? "" : "“" + config.address() + "”";
    return ConfigurationException.of(
        config,
        "地址" + form + "不正确，例如 " + example + "（用户名和密码写在 user 和 password 中，证书指纹写作 #sha256=64 位十六进制数）",
        "the address "
            + form.replaceAll("[“”]", "'")
            + " is wrong; it looks like "
            + example
            + " (user and password are options of those names; #sha256= takes 64 hex digits)");
  }
}
