package org.jiaohao.hall.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that cannot be carried out. Becomes a problem document with {@code type} {@code
 * urn:jiaohao:problem:{slug}}.
 */
public class Problem extends RuntimeException {
  /** Attribute of a request that the error page answers: the problem it tells. */
  public static final String ATTRIBUTE = "org.jiaohao.problem";

  private final int status;
  private final String slug;
  private final String detailZh;
  private final transient Map<String, Object> members = new LinkedHashMap<>();

  /**
   * Creates one.
   *
   * @param status HTTP status
   * @param slug stable name of the problem, {@code [a-z-]+}
   * @param detail what is wrong and what to do next, English
   * @param detailZh the same in zh-CN
   */
  public Problem(int status, String slug, String detail, String detailZh) {
    super(detail);
    this.status = status;
    this.slug = slug;
    this.detailZh = detailZh;
  }

  /** Adds a member for programs to the problem document. */
  public Problem with(String name, Object value) {
    members.put(name, value);
    return this;
  }

  /** 404: the thing does not exist. */
  public static Problem notFound(String slug, String detail, String detailZh) {
    return new Problem(404, slug, detail, detailZh);
  }

  /** 409: the present state does not allow it; nothing was changed. */
  public static Problem conflict(String slug, String detail, String detailZh) {
    return new Problem(409, slug, detail, detailZh);
  }

  /** 400: the request itself is wrong. */
  public static Problem badRequest(String slug, String detail, String detailZh) {
    return new Problem(400, slug, detail, detailZh);
  }

  /** 400: the request needs a key by which its repeat is known. */
  public static Problem keyMissing() {
    return badRequest(
        "idempotency-key-missing",
        "Send an Idempotency-Key header of 8 to 100 visible ASCII characters.",
        "请在请求头中提供 8 至 100 个可见 ASCII 字符的 Idempotency-Key。");
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** Stable name of the problem. */
  public String slug() {
    return slug;
  }

  /** Further members of the problem document, in their order. */
  public Map<String, Object> members() {
    return Collections.unmodifiableMap(members);
  }

  /** What is wrong and what to do next, zh-CN. */
  public String detailZh() {
    return detailZh;
  }
}
