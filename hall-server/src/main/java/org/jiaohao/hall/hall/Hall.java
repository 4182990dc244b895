package org.jiaohao.hall.hall;

import java.util.List;
import java.util.Optional;
import org.jiaohao.contract.http.HallInfo;
import org.jiaohao.hall.problem.Problem;

/**
 * A hall as configured: an immutable snapshot, replaced as a whole when somebody changes it.
 *
 * @param id hall id, for example {@code yj-c00}
 * @param name zh-CN
 * @param nameEn English
 * @param level level in the tree
 * @param parent id of the county hall, or null
 * @param morningHours for example {@code 08:30-12:00}
 * @param afternoonHours for example {@code 14:30-18:00}
 * @param weekendHours for example {@code 09:00-17:00}
 * @param enquiryPhone enquiry phone
 * @param complaintPhone complaint phone
 * @param address postal address
 * @param areas areas in order
 * @param queues queues in order
 * @param windows windows in order
 */
public record Hall(
    String id,
    String name,
    String nameEn,
    HallLevel level,
    String parent,
    String morningHours,
    String afternoonHours,
    String weekendHours,
    String enquiryPhone,
    String complaintPhone,
    String address,
    List<Area> areas,
    List<Queue> queues,
    List<Window> windows) {

  /**
   * A functional area (R006).
   *
   * @param code short code, for example {@code A区}
   * @param name zh-CN, may equal the code
   */
  public record Area(String code, String name) {}

  /**
   * A queue.
   *
   * @param id the prefix in lower case
   * @param prefix letter before the serial (N01)
   * @param name zh-CN
   * @param nameEn English
   */
  public record Queue(String id, String prefix, String name, String nameEn) {}

  /**
   * A window as configured; its live state is in {@code org.jiaohao.hall.window}.
   *
   * @param no window number as people read it, for example {@code B22}
   * @param name zh-CN
   * @param nameEn English
   * @param area area code
   * @param kind what it is for
   * @param aRole name of the A-role clerk, or null
   * @param bRole name of the B-role clerk, or null
   * @param queues ids of the queues it serves
   */
  public record Window(
      String no,
      String name,
      String nameEn,
      String area,
      WindowKind kind,
      String aRole,
      String bRole,
      List<String> queues) {}

  /** The queue with this id. */
  public Optional<Queue> queue(String queueId) {
    return queues.stream().filter(q -> q.id().equals(queueId)).findFirst();
  }

  /** The window with this number, in either case: {@code b22} finds B22. */
  public Optional<Window> window(String no) {
    return windows.stream().filter(w -> w.no().equalsIgnoreCase(no)).findFirst();
  }

  /** The window with this number, or a 404 problem. */
  public Window knownWindow(String no) {
    return window(no)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "unknown-window",
                    "Hall " + id + " has no window '" + no + "'.",
                    "本大厅没有“" + no + "”号窗口。"));
  }

  /** Windows that serve a queue, in order. */
  public List<Window> windowsOf(String queueId) {
    return windows.stream().filter(w -> w.queues().contains(queueId)).toList();
  }

  /** As the HTTP API shows it. */
  public HallInfo info(String businessDay) {
    return new HallInfo(
        id,
        name,
        nameEn,
        level.name(),
        businessDay,
        morningHours,
        afternoonHours,
        enquiryPhone,
        complaintPhone,
        address);
  }
}
