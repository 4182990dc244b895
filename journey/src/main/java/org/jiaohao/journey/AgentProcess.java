package org.jiaohao.journey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A kiosk or display agent as a process.
 *
 * @param id agent id
 * @param url base URL of its pages
 * @param program the process
 */
record AgentProcess(String id, String url, RunningProgram program) {
  private static final String STATUS = "/api/status";
  private static final Duration START_DEADLINE = Duration.ofMinutes(3);

  /** Which agent program, with the kind its credentials are for. */
  enum Kind {
    KIOSK(Program.KIOSK_AGENT),
    DISPLAY(Program.DISPLAY_AGENT);

    private final Program program;

    Kind(Program program) {
      this.program = program;
    }
  }

  /**
   * Enrols an agent at the server and starts it; returns before it is ready.
   *
   * @param devices settings of its devices, {@code --jiaohao.devices.…}
   */
  static AgentProcess start(
      Kind kind,
      String id,
      int port,
      List<String> devices,
      HallPlan plan,
      ServerProcess server,
      Guard guard) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=" + port,
                "--jiaohao.server=" + server.tls(),
                "--jiaohao.hall=" + ServerProcess.HALL,
                "--jiaohao.agent.id=" + id,
                "--jiaohao.data=" + plan.folder().resolve(id)));
    arguments.addAll(devices);
    RunningProgram program =
        RunningProgram.start(
            id,
            kind.program.command(plan.root(), arguments),
            Map.of("JIAOHAO_ENROLMENT_CODE", server.enrolmentCode(id, kind.name())),
            plan.folder().resolve(id + ".log"),
            guard);
    return new AgentProcess(id, "http://127.0.0.1:" + port, program);
  }

  /** Waits until the agent says on its status page that it is connected to the hall. */
  void awaitReady() {
    Http http = Http.at(url);
    Wait.until(
        START_DEADLINE,
        () -> {
          program.requireAlive();
          return program.started()
              && http.answers(STATUS)
              && http.get(STATUS).path("ready").asBoolean();
        },
        () -> id + " is not ready after 3 min; see its log " + program.log());
  }
}
