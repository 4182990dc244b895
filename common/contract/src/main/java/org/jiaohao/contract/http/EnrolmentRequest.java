package org.jiaohao.contract.http;

/**
 * Body of {@code POST /api/v1/agents/enrolment}: an agent turns a code shown to staff into its own
 * credentials (N18).
 *
 * @param code one-time code as staff saw it, see {@link EnrolmentCodes}; case does not matter
 * @param agentId id the agent calls itself, {@code [a-z0-9-]}; must match the id the code was made
 *     for
 */
public record EnrolmentRequest(String code, String agentId) {}
