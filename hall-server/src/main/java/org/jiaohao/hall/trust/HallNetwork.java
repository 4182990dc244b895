package org.jiaohao.hall.trust;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jiaohao.hall.store.CannotStart;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How this machine is reached in the hall ({@code jiaohao.network}).
 *
 * @param address where the listeners of the hall's network listen: an address of this machine, or
 *     {@code 0.0.0.0} for all
 * @param host what agents, browsers and phones call this machine: a name or an address
 * @param names further names and addresses that its certificate carries
 * @param httpsPort pages and API over TLS; 0 for any free one
 * @param mqttsPort the embedded broker over TLS
 * @param phonePort public pages without TLS; 0 for any free one
 */
@ConfigurationProperties("jiaohao.network")
public record HallNetwork(
    String address, String host, List<String> names, int httpsPort, int mqttsPort, int phonePort) {
  private static final String DNS = "(?!-)[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*";

  /** Refuses what nobody could connect to. */
  public HallNetwork {
    names = names == null ? List.of() : names.stream().filter(n -> !n.isBlank()).toList();
    InetAddress bound = literal(address);
    if (bound == null) {
      throw new CannotStart(
          "设置 jiaohao.network.address 的值“" + address + "”不是本机地址，例如 10.0.0.1。",
          "Setting jiaohao.network.address is \""
              + address
              + "\" but must be an address of this machine, for example 10.0.0.1.");
    }
    InetAddress called = literal(host);
    if (called != null && called.isAnyLocalAddress()) {
      throw new CannotStart(
          "请设置 jiaohao.network.host：终端、浏览器和手机访问本机所用的名称或地址，例如 10.0.0.1。",
          "Set jiaohao.network.host to the name or address by which agents, browsers and phones"
              + " reach this machine, for example 10.0.0.1.");
    }
    names.forEach(HallNetwork::mustBeName);
    mustBeName(host);
  }

  private static void mustBeName(String name) {
    if (literal(name) == null && !name.matches(DNS)) {
      throw new CannotStart(
          "设置 jiaohao.network 中的“" + name + "”既不是主机名也不是地址。",
          "\"" + name + "\" in jiaohao.network is neither a host name nor an address.");
    }
  }

  /** All names and addresses of the certificate; those of this machine itself come last. */
  Set<String> certified() {
    var all = new LinkedHashSet<String>();
    all.add(host);
    all.addAll(names);
    if (!bind().isAnyLocalAddress()) {
      all.add(bind().getHostAddress());
    }
    all.addAll(List.of("localhost", "127.0.0.1", "::1"));
    return all;
  }

  /** Where the listeners listen. */
  public InetAddress bind() {
    return literal(address);
  }

  /** The address that a text spells, or null when it is a name. */
  static InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException | NullPointerException aName) {
      return null;
    }
  }
}
