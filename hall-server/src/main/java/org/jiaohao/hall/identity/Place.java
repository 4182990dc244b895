package org.jiaohao.hall.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.stream.Stream;
import org.jiaohao.hall.limit.Origin;
import org.springframework.web.util.WebUtils;

/**
 * Where somebody signs in from.
 *
 * @param address network address; the network of an IPv6 one
 * @param device hash of the token that this browser keeps since somebody signed in with it, or null
 * @param program whether a program asks, which sends its password with each request
 */
record Place(String address, String device, boolean program) implements Serializable {
  /** Name of the cookie with the token. */
  static final String COOKIE = "place";

  /** Where a person is, in a browser, whatever else the request carries. */
  static Place of(HttpServletRequest request) {
    return of(request, false);
  }

  /** Where a program is. */
  static Place ofProgram(HttpServletRequest request) {
    return of(request, true);
  }

  private static Place of(HttpServletRequest request, boolean program) {
    Cookie cookie = WebUtils.getCookie(request, COOKIE);
    boolean token = cookie != null && cookie.getValue().matches("[0-9a-z]{32}");
    return new Place(
        Origin.of(request.getRemoteAddr()),
        token ? Secrets.hash(cookie.getValue()) : null,
        program);
  }

  /** Names under which it is remembered for an account, the device first. */
  Stream<String> names() {
    return device == null
        ? Stream.of("address:" + address)
        : Stream.of("device:" + device, "address:" + address);
  }

  /** How well an account knows a place. */
  enum Seen {
    /** Nobody has signed in with it there. */
    NEVER,
    /** Somebody has, at this address. */
    AT_ADDRESS,
    /** Somebody has, with this browser. */
    ON_DEVICE;

    boolean before() {
      return this != NEVER;
    }
  }

  /**
   * For whom an account is locked after wrong passwords, and whose share of compared passwords is
   * used: a device that the account knows has its own, which nobody else at the same address can
   * use up; all others share that of the address, whatever cookies they send.
   */
  String countedAs(Seen seen) {
    return seen == Seen.ON_DEVICE ? "device:" + device : "address:" + address;
  }
}
