package org.jiaohao.hall.problem;

import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body: which member, and what may stand there. */
final class BodyProblems {
  private BodyProblems() {}

  static Problem of(HttpMessageNotReadableException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case BodyLimit.TooLargeException tooLarge -> {
          return BodyLimit.problem();
        }
        case Problem known -> {
          return known;
        }
        case UnrecognizedPropertyException unknown -> {
          return unknown(unknown);
        }
        case MismatchedInputException wrong when !wrong.getPath().isEmpty() -> {
          return wrong(wrong);
        }
        case StreamReadException syntax -> {
          return malformed(syntax.getLocation().getLineNr(), syntax.getOriginalMessage());
        }
        default -> {
          // the reason lies deeper
        }
      }
    }
    return Problem.badRequest(
        "malformed-body",
        "The body is not the JSON this address expects. Check its syntax and types.",
        "请求内容不是有效的 JSON 或类型不对，请检查。");
  }

  private static Problem malformed(int line, String reason) {
    return Problem.badRequest(
        "malformed-body",
        "The body is not valid JSON, line " + line + ": " + reason + ".",
        "请求内容不是有效的 JSON，第 " + line + " 行有误，请检查语法、重复的成员和多余的内容。");
  }

  private static Problem unknown(UnrecognizedPropertyException failure) {
    String name = path(failure);
    Collection<Object> known = failure.getKnownPropertyIds();
    String members =
        known == null
            ? ""
            : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    return Problem.badRequest(
        "unknown-member",
        "The body has a member '"
            + name
            + "' that nobody reads here; nothing was changed. Known members: "
            + members
            + ".",
        "请求内容中的成员“" + name + "”在此处不存在，未作任何更改。可用的成员：" + members + "。");
  }

  private static Problem wrong(MismatchedInputException failure) {
    String name = path(failure);
    Allowed allowed = Allowed.of(failure.getTargetType());
    return Problem.badRequest(
        "wrong-member",
        "The member '" + name + "' must be " + allowed.en + ".",
        "成员“" + name + "”必须是" + allowed.zh + "。");
  }

  private static String path(JacksonException failure) {
    return failure.getPath().stream()
        .map(
            step ->
                step.getPropertyName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getPropertyName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  /** What may stand at a member. */
  private record Allowed(String en, String zh) {
    static Allowed of(Class<?> type) {
      if (type != null && type.isEnum()) {
        String values =
            Arrays.stream(type.getEnumConstants())
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return new Allowed("one of " + values, "以下值之一：" + values);
      }
      if (type == null || type == String.class) {
        return new Allowed("a text", "文本");
      }
      if (type == boolean.class || type == Boolean.class) {
        return new Allowed("true or false", " true 或 false");
      }
      if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
        return new Allowed("a whole number", "整数");
      }
      if (Temporal.class.isAssignableFrom(type)) {
        return new Allowed(
            "a time as in 2026-11-23T09:00:00+08:00", "时间，格式如 2026-11-23T09:00:00+08:00");
      }
      boolean list = Collection.class.isAssignableFrom(type) || type.isArray();
      return list ? new Allowed("a list", "列表") : new Allowed("an object", "对象");
    }
  }
}
