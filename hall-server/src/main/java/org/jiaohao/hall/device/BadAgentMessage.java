package org.jiaohao.hall.device;

/**
 * An agent published what the contract does not allow. The message is short, in words of the
 * contract, and carries nothing of what was sent.
 */
final class BadAgentMessage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong, for example {@code /devices/0 type}. */
  BadAgentMessage(String what) {
    super(what, null, false, false);
  }
}
