package org.jiaohao.hall.queue;

/**
 * Data of every {@code ticket-…} event; no personal data.
 *
 * @param ticketId ticket id
 * @param number ticket number
 * @param queue queue id after the event
 * @param item item code, or null
 * @param state state after the event
 * @param window window number, or null
 * @param area area code of that window, or null
 * @param attempt number of the call, 0 when it was never called
 * @param waiting people waiting in the queue after the event
 * @param reason why, for cancelled, expired and transferred tickets
 */
public record TicketEvent(
    String ticketId,
    String number,
    String queue,
    String item,
    TicketState state,
    String window,
    String area,
    int attempt,
    int waiting,
    String reason) {}
