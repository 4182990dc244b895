package org.jiaohao.agent;

/** The hall server refused a request or did not answer. */
public class HallApiException extends RuntimeException {
  private final int status;
  private final String type;
  private final String messageZh;

  /**
   * Creates one.
   *
   * @param status HTTP status, 0 when no answer came
   * @param type problem type, or {@code unreachable}
   * @param messageZh what to do next, zh-CN
   * @param messageEn the same in English
   * @param cause cause or null
   */
  public HallApiException(
      int status, String type, String messageZh, String messageEn, Throwable cause) {
    super(messageEn, cause);
    this.status = status;
    this.type = type;
    this.messageZh = messageZh;
  }

  /** HTTP status, 0 when no answer came: then the request may or may not have been carried out. */
  public int status() {
    return status;
  }

  /** Problem type, for example {@code queue-closed}, or {@code unreachable}. */
  public String type() {
    return type;
  }

  /** What to do next, zh-CN; {@link #getMessage()} is the English one. */
  public String messageZh() {
    return messageZh;
  }
}
