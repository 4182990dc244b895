package org.jiaohao.hall.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Whose share a connection or request takes: an IPv4 address, or the network of an IPv6 one. */
public final class Origin {
  private static final int NETWORK = 8;

  private Origin() {}

  /** An IPv6 host chooses its last 64 bits as it likes, so these name nobody. */
  public static String of(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK)
        : address.getHostAddress();
  }

  /**
   * The same by the address that a request names.
   *
   * @param literal an address in digits; no name is looked up
   */
  public static String of(String literal) {
    try {
      return of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException e) {
      return literal;
    }
  }
}
