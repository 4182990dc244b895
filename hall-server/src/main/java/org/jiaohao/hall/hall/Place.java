package org.jiaohao.hall.hall;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jiaohao.hall.hall.Hall.Window;
import org.jiaohao.hall.pages.AreaNames;
import org.jiaohao.hall.problem.Problem;

/**
 * Where a citizen has to go, as one line: {@code A区 1–3号窗口} (R006).
 *
 * @param zh zh-CN
 * @param en English
 */
public record Place(String zh, String en) {
  private static final Pattern PLAIN = Pattern.compile("\\d{1,4}");

  /**
   * The place of a queue, never an empty one.
   *
   * @throws Problem 409 queue-without-window when no window of the hall serves it
   */
  public static Place of(Hall hall, String queue) {
    return find(hall, queue)
        .orElseThrow(
            () ->
                Problem.conflict(
                    "queue-without-window",
                    "No window of this hall serves the queue '"
                        + queue
                        + "'. Choose another queue, or ask the hall manager to give it a window.",
                    "目前没有窗口办理该业务，无法取号。请选择其他业务，或请大厅值班长为该业务安排窗口。"));
  }

  /**
   * The place of a queue, if it has windows: its windows by area; duty windows only when there is
   * no other.
   */
  public static Optional<Place> find(Hall hall, String queue) {
    List<Window> all = hall.windowsOf(queue);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    List<Window> regular = all.stream().filter(w -> w.kind() != WindowKind.DUTY).toList();
    Map<String, List<Window>> byArea = new LinkedHashMap<>();
    for (Window window : regular.isEmpty() ? all : regular) {
      byArea.computeIfAbsent(window.area(), a -> new ArrayList<>()).add(window);
    }
    var zh = new ArrayList<String>();
    var en = new ArrayList<String>();
    byArea.forEach(
        (area, windows) -> {
          zh.add(area + " " + numbers(windows, "–", "、") + "号窗口");
          String label = windows.size() == 1 ? "window " : "windows ";
          en.add(AreaNames.english(area) + ", " + label + numbers(windows, "–", ", "));
        });
    return Optional.of(new Place(String.join("、", zh), String.join("; ", en)));
  }

  /** The place of one window. */
  public static Place of(Window window) {
    return new Place(
        window.area() + " " + window.no() + "号窗口",
        AreaNames.english(window.area()) + ", window " + window.no());
  }

  /** Numbers with runs of three or more shortened: {@code 1–3、5}. */
  private static String numbers(List<Window> windows, String to, String and) {
    var parts = new ArrayList<String>();
    int i = 0;
    while (i < windows.size()) {
      int end = i;
      while (end + 1 < windows.size() && follows(windows.get(end), windows.get(end + 1))) {
        end++;
      }
      if (end > i) {
        parts.add(windows.get(i).no() + to + windows.get(end).no());
      } else {
        parts.add(windows.get(i).no());
      }
      i = end + 1;
    }
    return String.join(and, parts);
  }

  private static boolean follows(Window a, Window b) {
    return PLAIN.matcher(a.no()).matches()
        && PLAIN.matcher(b.no()).matches()
        && Integer.parseInt(a.no()) + 1 == Integer.parseInt(b.no());
  }
}
