package org.jiaohao.hall.alert;

import java.util.List;
import java.util.function.Predicate;
import org.jiaohao.hall.alert.AlertRule.Trouble;

/** What was wrong before the server started holds until its rule can say again how it is. */
public final class Kept {
  private Kept() {}

  /** The open alerts of a kind whose subjects are meant, as they are. */
  public static List<Trouble> of(Alerts alerts, String hall, String kind, Predicate<String> meant) {
    return alerts.open(hall).stream()
        .filter(alert -> alert.kind().equals(kind) && meant.test(alert.subject()))
        .map(alert -> new Trouble(alert.subject(), alert.messageZh(), alert.messageEn()))
        .toList();
  }
}
