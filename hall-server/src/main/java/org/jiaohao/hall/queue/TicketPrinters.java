package org.jiaohao.hall.queue;

import java.util.List;

/** Where tickets can be printed; the room of the devices answers. */
public interface TicketPrinters {
  /** Ids of the kiosks of a hall that are enrolled, whatever their state. */
  List<String> kiosks(String hall);
}
