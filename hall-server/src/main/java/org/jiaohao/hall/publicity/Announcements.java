package org.jiaohao.hall.publicity;

import java.time.OffsetDateTime;
import java.util.List;
import org.jiaohao.contract.event.AnnouncementEvent;
import org.jiaohao.contract.http.Announcement;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.problem.Texts;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.Ids;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Announcements of a hall, with their validity (R019). */
@Component
public class Announcements {
  private static final int LONGEST = 200;
  private static final int MOST = 500;

  private final JdbcClient sql;
  private final WritePath writes;
  private final Halls halls;
  private final HallClock times;
  private final Ids ids;

  Announcements(JdbcClient sql, WritePath writes, Halls halls, HallClock times, Ids ids) {
    this.sql = sql;
    this.writes = writes;
    this.halls = halls;
    this.times = times;
    this.ids = ids;
  }

  /** All announcements of a hall, newest validity first. */
  public List<Announcement> of(String hall) {
    halls.get(hall);
    return sql.sql("select * from announcement where hall = ? order by valid_from desc, id")
        .param(hall)
        .query(
            (row, n) -> {
              long until = row.getLong("valid_until");
              boolean open = row.wasNull();
              return new Announcement(
                  row.getString("id"),
                  row.getString("text"),
                  row.getString("text_en"),
                  times.time(row.getLong("valid_from")),
                  open ? null : times.time(until),
                  row.getLong("rev"));
            })
        .list();
  }

  /** Adds an announcement. */
  public Announcement add(String hall, Announcement wanted, String actor) {
    halls.get(hall);
    check(wanted);
    String id = ids.random(12);
    writes.run(
        tx -> {
          leaveRoom(tx, hall);
          tx.sql()
              .sql(
                  "insert into announcement (id, hall, text, text_en, valid_from, valid_until,"
                      + " updated_by, updated_at, rev) values (:id, :hall, :text, :textEn, :from,"
                      + " :until, :by, :now, 1)")
              .param("id", id)
              .param("hall", hall)
              .param("text", wanted.text().strip())
              .param("textEn", blankToNull(wanted.textEn()))
              .param("from", millis(wanted.validFrom()))
              .param("until", millis(wanted.validUntil()))
              .param("by", actor)
              .param("now", tx.millis())
              .update();
          tx.append(hall, new AnnouncementEvent.Added(id), actor);
          return null;
        });
    return get(hall, id);
  }

  /** Changes an announcement; its {@code rev} must be the present one. */
  public Announcement change(String hall, String id, Announcement wanted, String actor) {
    halls.get(hall);
    check(wanted);
    writes.run(
        tx -> {
          int changed =
              tx.sql()
                  .sql(
                      "update announcement set text = :text, text_en = :textEn, valid_from = :from,"
                          + " valid_until = :until, updated_by = :by, updated_at = :now,"
                          + " rev = rev + 1 where hall = :hall and id = :id and rev = :rev")
                  .param("text", wanted.text().strip())
                  .param("textEn", blankToNull(wanted.textEn()))
                  .param("from", millis(wanted.validFrom()))
                  .param("until", millis(wanted.validUntil()))
                  .param("by", actor)
                  .param("now", tx.millis())
                  .param("hall", hall)
                  .param("id", id)
                  .param("rev", wanted.rev() == null ? -1 : wanted.rev())
                  .update();
          if (changed == 0) {
            mustExist(tx, hall, id);
            throw Problem.conflict(
                "changed-meanwhile",
                "Somebody changed this announcement meanwhile. Load it again.",
                "该公告已被他人修改，请刷新后重新编辑。");
          }
          tx.append(hall, new AnnouncementEvent.Changed(id), actor);
          return null;
        });
    return get(hall, id);
  }

  /** Removes an announcement. */
  public void remove(String hall, String id, String actor) {
    halls.get(hall);
    writes.run(
        tx -> {
          mustExist(tx, hall, id);
          tx.sql()
              .sql("delete from announcement where hall = ? and id = ?")
              .params(hall, id)
              .update();
          tx.append(hall, new AnnouncementEvent.Removed(id), actor);
          return null;
        });
  }

  /** More than a screen can pass in a day; a program that adds without end is stopped. */
  private static void leaveRoom(Tx tx, String hall) {
    int open =
        tx.sql()
            .sql(
                "select count(*) from announcement where hall = ?"
                    + " and (valid_until is null or valid_until > ?)")
            .params(hall, tx.millis())
            .query(Integer.class)
            .single();
    if (open >= MOST) {
      throw Problem.conflict(
          "too-many-announcements",
          "A hall shows at most " + MOST + " announcements. Remove one first.",
          "每个大厅最多 " + MOST + " 条公告，请先删除不再需要的公告。");
    }
  }

  private Announcement get(String hall, String id) {
    return of(hall).stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
  }

  private static void mustExist(Tx tx, String hall, String id) {
    boolean there =
        tx.sql()
            .sql("select exists (select 1 from announcement where hall = ? and id = ?)")
            .params(hall, id)
            .query(Boolean.class)
            .single();
    if (!there) {
      throw Problem.notFound(
          "unknown-announcement", "There is no such announcement.", "没有该公告，可能已被删除。");
    }
  }

  private static void check(Announcement wanted) {
    Texts.text("text", wanted.text(), LONGEST);
    Texts.optional("textEn", wanted.textEn(), LONGEST);
    OffsetDateTime from = wanted.validFrom();
    OffsetDateTime until = wanted.validUntil();
    boolean wellKnown = HallClock.plausible(from) && (until == null || HallClock.plausible(until));
    if (!wellKnown || (until != null && !until.isAfter(from))) {
      throw Problem.badRequest(
          "bad-validity",
          "Give a begin, and an end after it or none, both between 2000 and 2100.",
          "请填写生效时间；失效时间须晚于生效时间，或留空表示长期有效；年份须在 2000 至 2100 之间。");
    }
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static Long millis(OffsetDateTime time) {
    return time == null ? null : time.toInstant().toEpochMilli();
  }
}
