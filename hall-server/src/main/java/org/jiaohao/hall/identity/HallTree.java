package org.jiaohao.hall.identity;

import java.util.List;
import org.jiaohao.hall.problem.Problem;

/** What accounts need to know of the halls; the room of the halls answers. */
public interface HallTree {
  /**
   * A hall an account may belong to.
   *
   * @param id hall id
   * @param name zh-CN
   * @param nameEn English
   */
  record Node(String id, String name, String nameEn) {}

  /** All halls, the county hall first. */
  List<Node> nodes();

  /**
   * Ends the request when there is no such hall.
   *
   * @throws Problem 404 unknown-hall
   */
  void mustExist(String hall);

  /** Whether {@code hall} lies below {@code root} in the tree: its child, or a child's child. */
  boolean isBelow(String hall, String root);
}
