package org.jiaohao.hall.trust;

import java.util.List;
import java.util.stream.Stream;

/** What TLS may be spoken: nothing before 1.2, authenticated ciphers with forward secrecy only. */
public final class Ciphers {
  /** Versions, newest first. */
  public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  /** Cipher suites of 1.3, the hall's wish first. */
  static final List<String> NEW =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  /** Those of 1.2; the ones with RSA are for the county's certificate. */
  static final List<String> OLD =
      List.of(
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /** Cipher suites of both versions. */
  public static final List<String> SUITES = Stream.of(NEW, OLD).flatMap(List::stream).toList();

  private Ciphers() {}
}
