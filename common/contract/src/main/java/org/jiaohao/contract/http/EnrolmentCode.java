package org.jiaohao.contract.http;

import java.time.OffsetDateTime;

/**
 * Answer of {@code POST /api/v1/halls/{hall}/enrolment-codes}.
 *
 * @param code one-time code to type into the agent, see {@link EnrolmentCodes}
 * @param agentId agent it was made for
 * @param kind KIOSK or DISPLAY
 * @param expiresAt end of validity
 * @param replaces whether there is such an agent: whoever uses the code takes its place
 * @param noticeZh what that means, or null
 * @param noticeEn the same in English
 */
public record EnrolmentCode(
    String code,
    String agentId,
    String kind,
    OffsetDateTime expiresAt,
    boolean replaces,
    String noticeZh,
    String noticeEn) {}
