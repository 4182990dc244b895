package org.jiaohao.hall.trust;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The certificate that a public authority issued for the county's domain ({@code
 * jiaohao.county-certificate}); all null without one.
 *
 * @param file PEM with the whole chain, or PKCS#12 with chain and key ({@code .p12}, {@code .pfx})
 * @param keyFile PEM of the key, unencrypted; null when {@code file} holds it, too
 * @param password of the PKCS#12
 */
@ConfigurationProperties("jiaohao.county-certificate")
record CountyFiles(Path file, Path keyFile, String password) {
  CountyFiles {
    file = given(file);
    keyFile = given(keyFile);
  }

  private static Path given(Path path) {
    return path == null || path.toString().isBlank() ? null : path;
  }

  /** The files there are to be read. */
  Stream<Path> all() {
    return Stream.of(file, keyFile).filter(Objects::nonNull);
  }

  boolean pkcs12() {
    String name = file.getFileName().toString();
    return name.endsWith(".p12") || name.endsWith(".pfx");
  }
}
