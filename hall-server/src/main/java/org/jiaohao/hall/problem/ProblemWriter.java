package org.jiaohao.hall.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem document where no handler answers: in filters and in refusals of security. */
@Component
public class ProblemWriter {
  private final JsonMapper json;

  ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  /** Sends the problem with its status. */
  public void write(HttpServletResponse response, Problem problem) throws IOException {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "urn:jiaohao:problem:" + problem.slug());
    body.put("title", problem.slug().replace('-', ' '));
    body.put("status", problem.status());
    body.put("detail", problem.getMessage());
    body.put("detailZh", problem.detailZh());
    body.putAll(problem.members());
    response.setStatus(problem.status());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(json.writeValueAsString(body));
  }
}
