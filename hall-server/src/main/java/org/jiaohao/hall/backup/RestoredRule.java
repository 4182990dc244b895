package org.jiaohao.hall.backup;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiaohao.hall.alert.AlertRule;
import org.springframework.stereotype.Component;

/** The data were restored from a backup: people may hold numbers that nobody knows any more. */
@Component
class RestoredRule implements AlertRule {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final AfterRestore restore;
  private final Clock clock;

  RestoredRule(AfterRestore restore, Clock clock) {
    this.restore = restore;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "RESTORED";
  }

  @Override
  public List<Trouble> troubles(String hall) {
    return restore.unseen(hall).stream()
        .map(taken -> TIME.format(taken.atZone(clock.getZone())))
        .map(
            time ->
                new Trouble(
                    "server/restored",
                    "数据已从 "
                        + time
                        + " 的备份恢复：此后发出的号票系统中没有记录，请持旧号票的群众重新取号；此后停用的账号和终端、修改的密码又回到备份时的状态，请核对。"
                        + words(hall, Restored.Warning::zh),
                    "The data are from the backup of "
                        + time
                        + ": numbers given since then are unknown, so people who hold one draw"
                        + " again. Accounts and agents that were shut out since then, and passwords"
                        + " that were changed, are again as they were: check them."
                        + words(hall, Restored.Warning::en)))
        .toList();
  }

  private String words(String hall, Function<Restored.Warning, String> language) {
    return restore.warnings(hall).stream()
        .map(language)
        .map(sentence -> " " + sentence)
        .collect(Collectors.joining());
  }

  @Override
  public boolean seen(String hall, String subject) {
    restore.seen(hall);
    return true;
  }
}
