package org.jiaohao.contract.http;

/**
 * Body of {@code POST /api/v1/agents/enrolment}: an agent turns a code shown to staff into its own
 * credentials (N18).
 *
 * @param code one-time code as staff saw it, see {@link EnrolmentCodes}; case does not matter
 * @param agentId id the agent calls itself, {@code [a-z0-9-]}; must match the id the code was made
 *     for
 * @param attempt what the agent made up for this attempt, 16 characters or more, or null; with the
 *     same one it may ask again when the answer was lost
 */
public record EnrolmentRequest(String code, String agentId, String attempt) {
  /** An attempt that is made once only. */
  public EnrolmentRequest(String code, String agentId) {
    this(code, agentId, null);
  }
}
