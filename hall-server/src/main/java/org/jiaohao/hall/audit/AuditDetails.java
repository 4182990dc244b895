package org.jiaohao.hall.audit;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The particulars of an entry in words; what has none is shown as it is stored. */
@Component
class AuditDetails {
  /** They stand in the subject already. */
  private static final Set<String> SHOWN_ELSEWHERE =
      Set.of("username", "agent", "id", "hall", "no");

  private final MessageSource messages;
  private final JsonMapper json;

  AuditDetails(MessageSource messages, JsonMapper json) {
    this.messages = messages;
    this.json = json;
  }

  /**
   * The particulars in one line.
   *
   * @param data JSON object, or null
   */
  String of(String data, Locale locale) {
    if (data == null) {
      return "";
    }
    return parts(json.readTree(data), locale)
        .collect(Collectors.joining(english(locale) ? "; " : "；"));
  }

  private Stream<String> parts(JsonNode object, Locale locale) {
    return object.properties().stream()
        .filter(each -> !each.getValue().isNull() && !SHOWN_ELSEWHERE.contains(each.getKey()))
        .flatMap(
            each ->
                each.getValue().isObject()
                    ? parts(each.getValue(), locale)
                    : Stream.of(part(each.getKey(), each.getValue(), locale)));
  }

  private String part(String key, JsonNode value, Locale locale) {
    String word = messages.getMessage("audit.key." + key, null, key, locale);
    List<JsonNode> all = value.isArray() ? value.values().stream().toList() : List.of(value);
    return word
        + (english(locale) ? ": " : "：")
        + all.stream()
            .map(each -> word(each, locale))
            .collect(Collectors.joining(english(locale) ? ", " : "、"));
  }

  private String word(JsonNode value, Locale locale) {
    if (value.isBoolean()) {
      return messages.getMessage(value.asBoolean() ? "audit.yes" : "audit.no", null, locale);
    }
    String text = value.isString() ? value.asString() : value.toString();
    return Stream.of("role.", "audit.value.", "agent.kind.")
        .map(kind -> messages.getMessage(kind + text, null, "", locale))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(text);
  }

  private static boolean english(Locale locale) {
    return locale.getLanguage().equals("en");
  }
}
