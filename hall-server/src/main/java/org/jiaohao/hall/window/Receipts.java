package org.jiaohao.hall.window;

import java.util.List;
import org.jiaohao.contract.http.Call;

/** What strips, boards and voices said of a call; the room of the devices answers. */
public interface Receipts {
  /** Receipts of a call, oldest first. */
  List<Call.Receipt> of(String eventId);
}
