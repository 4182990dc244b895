package org.jiaohao.journey;

/** What {@code ./demo} prints when everything is ready. */
final class Welcome {
  private Welcome() {}

  static String text(DemoFile demo) {
    StringBuilder text = new StringBuilder();
    text.append(
        """

        The hall is open. 大厅已就绪。

          play a round   %1$s/demo
          clerk          %1$s/clerk
          kiosk          %2$s
          call board     %3$s/board
          MQTT           %4$s
          over TLS       %5$s (its certificate: %6$s/ca)

        Accounts of this demo (never present in an installed hall):
        """
            .formatted(
                demo.hallServer(),
                demo.kiosk(),
                demo.display(),
                demo.mqtt(),
                demo.hallServerTls(),
                demo.phones()));
    for (DemoFile.Account account : demo.accounts()) {
      text.append(
          "  %-10s %-10s %s%n".formatted(account.role(), account.username(), account.password()));
    }
    text.append(System.lineSeparator()).append("Devices:").append(System.lineSeparator());
    for (DemoFile.Device device : demo.devices()) {
      text.append("  %-15s %-10s %s%n".formatted(device.name(), device.driver(), device.address()));
    }
    return text.append(
            """

            The same is in .demo/demo.json, logs are in .demo/*.log. Ctrl-C stops everything.
            """)
        .toString();
  }
}
