package org.jiaohao.contract.mqtt;

/**
 * Command {@code reprint-ticket}: print a ticket again with the mark 补打 (R012).
 *
 * @param ticketId id to fetch by HTTP
 */
public record ReprintTicket(String ticketId) {}
