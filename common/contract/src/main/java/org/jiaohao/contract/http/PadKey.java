package org.jiaohao.contract.http;

/**
 * A key of the clerk's call pad: {@code POST /api/v1/halls/{hall}/windows/{no}/key} (R041).
 *
 * @param key CALL, RECALL, NO_SHOW, HOLD, CALL_HELD, PAUSE or TRANSFER
 * @param digits what was typed before it, possibly empty: of a transfer the window's number, of a
 *     call back the end of the ticket's number
 */
public record PadKey(String key, String digits) {}
