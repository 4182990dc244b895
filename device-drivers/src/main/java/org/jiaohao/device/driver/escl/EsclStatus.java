package org.jiaohao.device.driver.escl;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * How a scanner is.
 *
 * @param feeder what its feeder is like, or empty when it does not tell
 * @param jobs states of the jobs it remembers, by their paths
 */
record EsclStatus(String feeder, Map<String, String> jobs) {
  private static final Set<String> LIVE = Set.of("Pending", "Processing");

  /** One that tells nothing. */
  static final EsclStatus UNKNOWN = new EsclStatus("", Map.of());

  /** Reads an answer; empty when it is no status. */
  static Optional<EsclStatus> read(byte[] answer) {
    return EsclXml.parse(answer)
        .filter(root -> !EsclXml.text(root, "State").isEmpty())
        .map(root -> new EsclStatus(EsclXml.text(root, "AdfState"), jobs(root)));
  }

  private static Map<String, String> jobs(Element root) {
    Map<String, String> jobs = new HashMap<>();
    for (Element job : EsclXml.elements(root, "JobInfo")) {
      JobPlace.path("", EsclXml.text(job, "JobUri"))
          .ifPresent(path -> jobs.put(path, EsclXml.text(job, "JobState")));
    }
    return jobs;
  }

  boolean empty() {
    return feeder.equals("ScannerAdfEmpty");
  }

  /** State of a job, or empty when it is not told. */
  String job(String path) {
    return jobs.getOrDefault(path, "");
  }

  /** Jobs at work that another, earlier status does not know. */
  Set<String> newSince(EsclStatus before) {
    return jobs.entrySet().stream()
        .filter(job -> LIVE.contains(job.getValue()) && !before.jobs.containsKey(job.getKey()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
