package org.jiaohao.contract.mqtt;

import java.util.Locale;

/**
 * MQTT topics of one hall. Base {@code qms/1/{hall}/}; ids are {@code [a-z0-9-]+}; the major
 * version is the second level.
 */
public final class Topics {
  /** First levels of every topic, with the major version of the contract. */
  public static final String ROOT = "qms/1/";

  private final String base;

  private Topics(String hall) {
    this.base = ROOT + hall + "/";
  }

  /** Topics of the hall with this id. */
  public static Topics of(String hall) {
    return new Topics(hall);
  }

  /** Retained {@link ServerState}; the server's will. */
  public String serverState() {
    return base + "server/state";
  }

  /** Retained {@link AgentState}; the agent's will says LOST. */
  public String agentState(String agent) {
    return base + "agent/" + agent + "/state";
  }

  /** Retained {@link AgentDescription}. */
  public String agentDescription(String agent) {
    return base + "agent/" + agent + "/description";
  }

  /** Retained {@link DeviceReport} of one device. */
  public String deviceStatus(String agent, String device) {
    return base + "agent/" + agent + "/device/" + device + "/status";
  }

  /** Command to an agent, for example {@code reprint-ticket} or {@code rebirth}. */
  public String command(String agent, String name) {
    return base + "agent/" + agent + "/command/" + name;
  }

  /** {@link Reply} of an agent, matched by correlation data. */
  public String reply(String agent) {
    return base + "agent/" + agent + "/reply";
  }

  /** Event from an agent, for example {@code call-confirmed}. */
  public String agentEvent(String agent, String name) {
    return base + "agent/" + agent + "/event/" + name;
  }

  /**
   * Retained view, {@code kind} one of board, window, queue, playlist. Ids are in lower case, so
   * that the window B22 is found however a setting writes it.
   */
  public String view(String kind, String id) {
    return base + "view/" + kind + "/" + id.toLowerCase(Locale.ROOT);
  }

  /** Retained {@link BoardView} of the whole hall. */
  public String board() {
    return view("board", "main");
  }

  /** Retained {@link WindowView}. */
  public String window(String no) {
    return view("window", no);
  }

  /** Retained {@link QueueView}. */
  public String queue(String queue) {
    return view("queue", queue);
  }

  /** Retained {@link PlaylistView}: one page of the rolling screens' list, {@code page} from 0. */
  public String playlist(String page) {
    return view("playlist", page);
  }

  /** Event of the hall, never retained, for example {@code ticket-called}. */
  public String event(String name) {
    return base + "event/" + name;
  }
}
