package org.jiaohao.hall.problem;

import org.jiaohao.hall.store.CommandKey;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.util.RawValue;

/**
 * An answer that was stored with its command is sent as it was stored: a repeat gets the same text,
 * and it is written once.
 */
@ControllerAdvice
class StoredAnswers implements ResponseBodyAdvice<Object> {
  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    return converter == JacksonJsonHttpMessageConverter.class;
  }

  @Override
  public Object beforeBodyWrite(
      Object body,
      MethodParameter returned,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    String stored = CommandKey.storedJsonOf(body);
    return stored == null ? body : new RawValue(stored);
  }
}
