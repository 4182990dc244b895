package org.jiaohao.contract.http;

/**
 * Answer of {@code POST …/windows/{no}/next} and {@code …/recall}.
 *
 * @param ticket the ticket now called
 * @param call its call
 */
public record NextResponse(Ticket ticket, Call call) {}
