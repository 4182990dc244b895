package org.jiaohao.hall.demo;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the page {@code /demo} finds the other programs; a part without address is left out.
 *
 * @param kioskUrl touch page of the kiosk
 * @param displayUrl page of the call board
 * @param printerUrl control address of the printer emulator
 * @param stripUrls control addresses of the strip emulators
 * @param rollingUrl control address of the rolling screen's emulator
 * @param hall hall whose window is shown
 * @param window number of that window
 */
@ConfigurationProperties("jiaohao.demo")
record DemoSettings(
    String kioskUrl,
    String displayUrl,
    String printerUrl,
    @DefaultValue List<String> stripUrls,
    String rollingUrl,
    @DefaultValue("yj-c00") String hall,
    @DefaultValue("3") String window) {

  /** Origins of these programs, each after a space, for a content security policy. */
  String origins() {
    var origins = new TreeSet<String>();
    Stream.concat(Stream.of(kioskUrl, displayUrl, printerUrl, rollingUrl), stripUrls.stream())
        .filter(Objects::nonNull)
        .filter(url -> !url.isBlank())
        .map(URI::create)
        .forEach(uri -> origins.add(" " + uri.getScheme() + "://" + uri.getAuthority()));
    return String.join("", origins);
  }
}
