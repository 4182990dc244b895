package org.jiaohao.hall.backup;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
                    "数据已从 " + time + " 的备份恢复：此后发出的号票系统中没有记录，请持旧号票的群众重新取号；今天的新号已跳号，不会与旧号重复。",
                    "The data are from the backup of "
                        + time
                        + ": numbers given since then are unknown, so people who hold one draw"
                        + " again; today's new numbers go on behind a gap and repeat none."))
        .toList();
  }

  @Override
  public boolean seen(String hall, String subject) {
    restore.seen(hall);
    return true;
  }
}
