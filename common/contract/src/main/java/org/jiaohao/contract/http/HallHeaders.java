package org.jiaohao.contract.http;

/** Names of the headers that requests and answers of the API carry beside those of HTTP. */
public final class HallHeaders {
  /**
   * One press, one key: a POST that is sent again with its key is not carried out again. 8 to 100
   * visible ASCII characters.
   */
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** The server's time when the request arrived, milliseconds since 1970; on every answer. */
  public static final String TIME = "X-Hall-Time";

  /**
   * The server's time, in milliseconds since 1970, after which the request is no longer to be
   * begun: whoever pressed has given up by then, and the hall has moved on.
   */
  public static final String LATEST = "X-Hall-Latest";

  private HallHeaders() {}
}
