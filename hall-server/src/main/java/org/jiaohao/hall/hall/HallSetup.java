package org.jiaohao.hall.hall;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.event.QueueEvent;
import org.jiaohao.contract.event.WindowEvent;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.problem.Texts;
import org.jiaohao.hall.store.Tx;
import org.springframework.stereotype.Component;

/** Changes the configuration of a hall while it runs (R003, R006, R009). */
@Component
public class HallSetup {
  private final Halls halls;
  private final List<ServedQueues> listeners;
  private final WaitingPeople people;

  HallSetup(Halls halls, List<ServedQueues> listeners, WaitingPeople people) {
    this.halls = halls;
    this.listeners = listeners;
    this.people = people;
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
   * @param confirm whether a queue may lose its last window while people wait in it
   */
  public record WindowChange(
      String name, String nameEn, String area, List<String> queues, Boolean confirm) {
    /** Without {@code confirm}. */
    public WindowChange(String name, String nameEn, String area, List<String> queues) {
      this(name, nameEn, area, queues, null);
    }
  }

  /** Changes the hall; the next ticket, screen and page carry it. */
  public Hall changeHall(String id, HallChange change, String actor) {
    check(change.name(), change.nameEn());
    if (change.address() != null) {
      Texts.name("address", change.address());
    }
    HallRules.phone("enquiryPhone", change.enquiryPhone());
    if (change.complaintPhone() != null) {
      HallRules.complaintPhone("complaintPhone", change.complaintPhone());
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
    String label =
        hall.window(no)
            .map(Hall.Window::no)
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "unknown-window",
                        "This hall has no window '" + no + "'.",
                        "本大厅没有“" + no + "”号窗口。"));
    checkAreaAndQueues(hall, change);
    return halls.change(
        hallId,
        tx -> {
          String key = "hall = ? and no = ?";
          set(tx, "hall_window", "name", change.name(), key, hallId, label);
          set(tx, "hall_window", "name_en", change.nameEn(), key, hallId, label);
          set(tx, "hall_window", "area", change.area(), key, hallId, label);
          if (change.queues() != null) {
            serve(tx, hallId, label, change.queues());
            if (!Boolean.TRUE.equals(change.confirm())) {
              nobodyIsStranded(tx, hall, hall.window(label).orElseThrow().queues());
            }
          }
          tx.append(hallId, new WindowEvent.Changed(label, members(change)), actor);
        });
  }

  /** A queue that lost its last window must be empty; whoever wants it anyway says so. */
  private void nobodyIsStranded(Tx tx, Hall hall, List<String> before) {
    for (String queue : before) {
      int windows =
          tx.sql()
              .sql(
                  "select count(*) from window_queue s join hall_window w"
                      + " on w.hall = s.hall and w.no = s.window_no"
                      + " where s.hall = :hall and s.queue = :queue and w.retired_at is null")
              .param("hall", hall.id())
              .param("queue", queue)
              .query(Integer.class)
              .single();
      int waiting = windows > 0 ? 0 : people.inQueue(tx.sql(), hall.id(), queue);
      if (waiting > 0) {
        Hall.Queue stranded = hall.queue(queue).orElseThrow();
        throw Problem.conflict(
            "people-waiting",
            ("%d people wait in queue %s (%s), and no other window serves it. Give it another"
                    + " window first, or confirm.")
                .formatted(waiting, stranded.prefix(), stranded.nameEn()),
            "%s 队列（%s）还有 %d 人等候，且没有其他窗口办理。请先安排其他窗口，或确认后继续。"
                .formatted(stranded.prefix(), stranded.name(), waiting));
      }
    }
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
        boolean asked = member.getName().equals("confirm"); // how it was asked, not what changed
        if (!asked && member.getAccessor().invoke(change) != null) {
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

  private static void check(String name, String nameEn) {
    if (name != null) {
      Texts.name("name", name);
    }
    if (nameEn != null) {
      Texts.name("nameEn", nameEn);
    }
  }

  /** Areas, queues and windows for the set-up page. */
  public Map<String, Object> overview(String hall) {
    Hall found = halls.get(hall);
    return Map.of("areas", found.areas(), "queues", found.queues(), "windows", found.windows());
  }
}
