package org.jiaohao.hall.hall;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.event.QueueEvent;
import org.jiaohao.contract.event.WindowEvent;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.Tx;
import org.springframework.stereotype.Component;

/** Changes the configuration of a hall while it runs (R003, R006, R009). */
@Component
public class HallSetup {
  private static final int LONGEST_NAME = 60;

  private final Halls halls;
  private final List<ServedQueues> listeners;

  HallSetup(Halls halls, List<ServedQueues> listeners) {
    this.halls = halls;
    this.listeners = listeners;
  }

  /**
   * What can be changed about a hall itself; null leaves a member as it is.
   *
   * @param name zh-CN
   * @param nameEn English
   * @param enquiryPhone enquiry phone
   * @param complaintPhone complaint phone
   * @param address postal address
   */
  public record HallChange(
      String name, String nameEn, String enquiryPhone, String complaintPhone, String address) {}

  /**
   * What can be changed about a queue; null leaves a member as it is.
   *
   * @param name zh-CN
   * @param nameEn English
   */
  public record QueueChange(String name, String nameEn) {}

  /**
   * What can be changed about a window; null leaves a member as it is.
   *
   * @param name zh-CN
   * @param nameEn English
   * @param area area code
   * @param queues ids of the queues it serves from now on, at least one
   */
  public record WindowChange(String name, String nameEn, String area, List<String> queues) {}

  /** Changes the hall; the next ticket, screen and page carry it. */
  public Hall changeHall(String id, HallChange change, String actor) {
    check(change.name(), change.nameEn(), change.address());
    if (change.complaintPhone() != null && change.complaintPhone().isBlank()) {
      throw Problem.badRequest(
          "complaint-phone-missing",
          "The complaint phone must not be empty: every rolling screen shows it (R023).",
          "投诉电话不能为空，滚动屏必须公示投诉电话。");
    }
    return halls.change(
        id,
        tx -> {
          set(tx, "hall", "name", change.name(), "id = ?", id);
          set(tx, "hall", "name_en", change.nameEn(), "id = ?", id);
          set(tx, "hall", "enquiry_phone", change.enquiryPhone(), "id = ?", id);
          set(tx, "hall", "complaint_phone", change.complaintPhone(), "id = ?", id);
          set(tx, "hall", "address", change.address(), "id = ?", id);
          tx.append(id, new HallEvent.Changed(id, members(change)), actor);
        });
  }

  /** Changes a queue. */
  public Hall changeQueue(String hall, String queue, QueueChange change, String actor) {
    check(change.name(), change.nameEn());
    if (halls.get(hall).queue(queue).isEmpty()) {
      throw Problem.notFound(
          "unknown-queue", "This hall has no queue '" + queue + "'.", "本大厅没有该业务队列。");
    }
    return halls.change(
        hall,
        tx -> {
          set(tx, "queue", "name", change.name(), "hall = ? and id = ?", hall, queue);
          set(tx, "queue", "name_en", change.nameEn(), "hall = ? and id = ?", hall, queue);
          tx.append(hall, new QueueEvent.Changed(queue, members(change)), actor);
        });
  }

  /** Changes a window; tickets that wait keep their order for the other windows of their queue. */
  public Hall changeWindow(String hallId, String no, WindowChange change, String actor) {
    check(change.name(), change.nameEn());
    Hall hall = halls.get(hallId);
    if (hall.window(no).isEmpty()) {
      throw Problem.notFound(
          "unknown-window", "This hall has no window '" + no + "'.", "本大厅没有“" + no + "”号窗口。");
    }
    checkAreaAndQueues(hall, change);
    return halls.change(
        hallId,
        tx -> {
          String key = "hall = ? and no = ?";
          set(tx, "hall_window", "name", change.name(), key, hallId, no);
          set(tx, "hall_window", "name_en", change.nameEn(), key, hallId, no);
          set(tx, "hall_window", "area", change.area(), key, hallId, no);
          if (change.queues() != null) {
            serve(tx, hallId, no, change.queues());
          }
          tx.append(hallId, new WindowEvent.Changed(no, members(change)), actor);
        });
  }

  private static void checkAreaAndQueues(Hall hall, WindowChange change) {
    boolean knownArea =
        change.area() == null
            || hall.areas().stream().anyMatch(area -> area.code().equals(change.area()));
    if (!knownArea) {
      throw Problem.badRequest(
          "unknown-area", "This hall has no area '" + change.area() + "'.", "本大厅没有该功能区。");
    }
    boolean knownQueues =
        change.queues() == null
            || (!change.queues().isEmpty()
                && change.queues().stream().allMatch(queue -> hall.queue(queue).isPresent()));
    if (!knownQueues) {
      throw Problem.badRequest(
          "unknown-queue",
          "A window serves at least one queue, and only queues of this hall.",
          "窗口至少要办理一个本大厅的业务队列。");
    }
  }

  private void serve(Tx tx, String hall, String no, List<String> queues) {
    tx.sql()
        .sql("delete from window_queue where hall = ? and window_no = ?")
        .params(hall, no)
        .update();
    for (String queue : List.copyOf(new java.util.TreeSet<>(queues))) {
      tx.sql()
          .sql("insert into window_queue (hall, window_no, queue) values (?, ?, ?)")
          .params(hall, no, queue)
          .update();
    }
    listeners.forEach(room -> room.windowServes(tx, hall, no, queues));
  }

  /** Names of the members that are set. */
  private static List<String> members(Object change) {
    var names = new ArrayList<String>();
    for (RecordComponent member : change.getClass().getRecordComponents()) {
      try {
        if (member.getAccessor().invoke(change) != null) {
          names.add(member.getName());
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return names;
  }

  private static void set(
      Tx tx, String table, String column, String value, String key, Object... keys) {
    if (value == null) {
      return;
    }
    var params = new java.util.ArrayList<Object>(List.of(value.strip()));
    params.addAll(List.of(keys));
    tx.sql()
        .sql("update " + table + " set " + column + " = ? where " + key)
        .params(params)
        .update();
  }

  private static void check(String... names) {
    for (String name : names) {
      boolean bad =
          name != null
              && (name.isBlank()
                  || name.codePointCount(0, name.length()) > LONGEST_NAME
                  || name.codePoints().anyMatch(Character::isISOControl));
      if (bad) {
        throw Problem.badRequest(
            "bad-name",
            "A name has 1 to " + LONGEST_NAME + " characters and no control characters.",
            "名称须为 1 至 " + LONGEST_NAME + " 个字，且不能包含控制字符。");
      }
    }
  }

  /** Areas, queues and windows for the set-up page. */
  public Map<String, Object> overview(String hall) {
    Hall found = halls.get(hall);
    return Map.of("areas", found.areas(), "queues", found.queues(), "windows", found.windows());
  }
}
