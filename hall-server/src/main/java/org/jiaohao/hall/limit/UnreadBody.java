package org.jiaohao.hall.limit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * A request whose body nobody has asked for yet. Its parameters are those of its address: the web
 * server would read and keep the whole body to look for one in it, whoever sent it, and would fail
 * at one that cannot be read.
 */
public final class UnreadBody extends HttpServletRequestWrapper {
  private final Map<String, String[]> parameters = new LinkedHashMap<>();

  /** The same request but for the parameters. */
  public UnreadBody(HttpServletRequest request) {
    super(request);
    MultiValueMap<String, String> query =
        UriComponentsBuilder.newInstance().query(request.getQueryString()).build().getQueryParams();
    query.forEach(
        (name, values) ->
            parameters.put(
                decoded(name),
                values.stream()
                    .map(value -> value == null ? "" : decoded(value))
                    .toArray(String[]::new)));
  }

  private static String decoded(String text) {
    try {
      return UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unreadable) {
      return text;
    }
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Collections.unmodifiableMap(parameters);
  }

  @Override
  public String getParameter(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values[0];
  }

  @Override
  public String[] getParameterValues(String name) {
    return parameters.get(name);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(parameters.keySet());
  }
}
