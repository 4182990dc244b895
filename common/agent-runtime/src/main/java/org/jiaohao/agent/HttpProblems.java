package org.jiaohao.agent;

import java.net.URI;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Turns everything that can go wrong with a request into a {@link HallApiException}. */
final class HttpProblems {
  private static final String PREFIX = "urn:jiaohao:problem:";

  private HttpProblems() {}

  /**
   * A refusal by the server: RFC 9457 problem document, or whatever a proxy said instead.
   *
   * @param authenticated whether the request carried the agent's credentials; then 401 means that
   *     they were revoked
   */
  static HallApiException of(int status, byte[] body, boolean authenticated) {
    if (status == 401 && authenticated) {
      return revoked();
    }
    JsonNode problem = parse(body);
    String type = problem.path("type").asString("");
    String detail = firstText(problem, "detail", "title");
    String detailZh = firstText(problem, "detailZh");
    return new HallApiException(
        status,
        type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "http-" + status,
        detailZh.isEmpty() ? "服务器拒绝了请求（HTTP " + status + "），请稍后再试或联系工作人员。" : detailZh,
        detail.isEmpty()
            ? "The server refused the request (HTTP " + status + "): try again later or call staff."
            : detail,
        null);
  }

  static HallApiException revoked() {
    return new HallApiException(
        401,
        "revoked",
        "服务器不再接受本机的凭据：本机已被停用，或另一台设备以同一编号登记。请向管理员索取新的登记码并重新注册。",
        "The server no longer accepts this agent's credentials: it was revoked, or another machine"
            + " took its place. Ask an administrator for a new enrolment code and enrol again.",
        null);
  }

  static HallApiException unreachable(URI server, Throwable cause) {
    return new HallApiException(
        0,
        "unreachable",
        "叫号服务器 " + server + " 没有应答，请检查网线和服务器是否运行。",
        "The hall server at " + server + " does not answer: check the network and that it runs.",
        cause);
  }

  /** Somebody answers, but cannot prove to be this hall's server. */
  static HallApiException notThisHall(URI server, Throwable cause) {
    return new HallApiException(
        0,
        "not-this-hall",
        "服务器 "
            + server
            + " 不能证明自己属于本大厅，未向其发送任何信息。请检查地址（须与服务器设置 jiaohao.network.host 或 names"
            + " 一致），或索取新的登记码；地址无误时可能有人冒充服务器，请通知管理员。",
        "The server at "
            + server
            + " cannot prove that it is this hall's, so nothing was sent to it. Check the address"
            + " (it must be one of jiaohao.network.host and names of the server) or ask for a new"
            + " enrolment code; if both are right, somebody may pose as the server: tell the"
            + " administrator.",
        cause);
  }

  static HallApiException incompleteCode() {
    return new HallApiException(
        0,
        "bad-enrolment-code",
        "登记码不完整：请输入全部 24 个字符，其后半部分用于确认服务器。",
        "The enrolment code is not complete: enter all 24 characters; its second part proves the"
            + " server.",
        null);
  }

  static HallApiException badAnswer(int status, URI uri, Throwable cause) {
    return new HallApiException(
        status,
        "bad-answer",
        "服务器的应答无法读取（" + uri + "），请检查服务器地址和版本。",
        "The answer of " + uri + " cannot be read: check the server's address and version.",
        cause);
  }

  static HallApiException notEnrolled() {
    return new HallApiException(
        401,
        "not-enrolled",
        "本机尚未注册，请向管理员索取登记码并输入。",
        "This agent is not enrolled: ask an administrator for an enrolment code and enter it.",
        null);
  }

  static HallApiException wrongAgent(AgentSettings settings, Credentials received) {
    return new HallApiException(
        409,
        "wrong-agent",
        "登记码属于 %s/%s，本机是 %s/%s，请索取本机的登记码。"
            .formatted(received.hall(), received.agentId(), settings.hall(), settings.agentId()),
        "The code belongs to %s/%s but this agent is %s/%s: ask for a code made for this agent."
            .formatted(received.hall(), received.agentId(), settings.hall(), settings.agentId()),
        null);
  }

  static HallApiException notStored(Path folder, Throwable cause) {
    return new HallApiException(
        500,
        "not-stored",
        "凭据无法写入 " + folder + "，请检查权限和磁盘空间，然后索取新的登记码。",
        "The credentials cannot be written to "
            + folder
            + ": check permissions and disk space, then ask for a new code.",
        cause);
  }

  private static JsonNode parse(byte[] body) {
    try {
      return Wire.JSON.readTree(body);
    } catch (JacksonException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static String firstText(JsonNode problem, String... names) {
    for (String name : names) {
      String text = problem.path(name).asString("");
      if (!text.isBlank()) {
        return text;
      }
    }
    return "";
  }
}
