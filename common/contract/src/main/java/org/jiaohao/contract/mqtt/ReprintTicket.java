package org.jiaohao.contract.mqtt;

import java.util.Objects;

/**
 * Command {@code reprint-ticket}: print a ticket that exists already (R012).
 *
 * @param ticketId id to fetch by HTTP
 * @param first whether no paper of it can have come out yet: it is then printed without the mark
 *     补打; null means false
 * @param copy number of this reprint of the ticket, from 1, which stands beside the mark (R039);
 *     null for the first paper, and from older servers
 */
public record ReprintTicket(String ticketId, Boolean first, Integer copy) {
  /** What the schema requires is there. */
  public ReprintTicket {
    Objects.requireNonNull(ticketId, "ticketId");
  }
}
