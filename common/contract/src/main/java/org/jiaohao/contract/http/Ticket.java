package org.jiaohao.contract.http;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * A ticket as the API shows it. It carries no personal data.
 *
 * @param id unguessable id, 16 characters {@code [a-z0-9]}
 * @param number what citizen and clerk call it, for example {@code A001} (N01)
 * @param hall hall id, for example {@code yj-c00}
 * @param queue queue id
 * @param queueName service shown to the citizen, zh-CN
 * @param queueNameEn the same in English
 * @param item code of the chosen service item, or null
 * @param state one of WAITING, CALLED, SERVING, DONE, NO_SHOW, REQUEUED, TRANSFERRED, HELD,
 *     CANCELLED, EXPIRED (N02)
 * @param waitingAhead exact count of people who will be called before; null when not waiting
 * @param waitMinutes estimate, or null when no window is open (N06)
 * @param window number of the window that called it, or null
 * @param businessDay day the number belongs to
 * @param drawnAt server time of drawing
 * @param calledAt last call, or null
 * @param statusUrl the ticket's own phone page, absolute
 * @param paper what the printed ticket says besides the number
 * @param priority whether a priority reason was recorded; null where the reader may not know
 */
public record Ticket(
    String id,
    String number,
    String hall,
    String queue,
    String queueName,
    String queueNameEn,
    String item,
    String state,
    Integer waitingAhead,
    WaitRange waitMinutes,
    String window,
    LocalDate businessDay,
    OffsetDateTime drawnAt,
    OffsetDateTime calledAt,
    String statusUrl,
    Paper paper,
    Boolean priority) {

  /**
   * Range of minutes a citizen will probably wait.
   *
   * @param low lower bound, whole minutes
   * @param high upper bound, whole minutes
   */
  public record WaitRange(int low, int high) {}

  /**
   * Lines of the printed ticket (N05), as they were at drawing time.
   *
   * @param hallName hall name, zh-CN
   * @param hallNameEn hall name, English
   * @param service service line, zh-CN; the item's name when an item was chosen
   * @param serviceEn service line, English
   * @param place area and windows, for example {@code A区 1–3号窗口} (R006)
   * @param placeEn the same in English
   * @param tip what to do, zh-CN; follows the no-show policy (N03)
   * @param tipEn the same in English
   * @param complaintPhone complaint phone of the hall (R023)
   */
  public record Paper(
      String hallName,
      String hallNameEn,
      String service,
      String serviceEn,
      String place,
      String placeEn,
      String tip,
      String tipEn,
      String complaintPhone) {
    /** The same with another place: windows are moved, and tickets passed on. */
    public Paper at(String nowPlace, String nowPlaceEn) {
      return new Paper(
          hallName,
          hallNameEn,
          service,
          serviceEn,
          nowPlace,
          nowPlaceEn,
          tip,
          tipEn,
          complaintPhone);
    }
  }
}
