package org.jiaohao.hall.problem;

import org.jiaohao.characters.OldCodes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * All text that comes as JSON, in requests and in messages of agents, holds today's characters
 * ({@link OldCodes}), and no half of a character. What comes in forms and addresses is mapped by
 * {@link TodaysParameters}, files by whoever reads them.
 */
@Configuration
class TodaysText {
  @Bean
  JacksonModule todaysCharacters() {
    return new SimpleModule("todays-characters").addDeserializer(String.class, new Strings());
  }

  private static final class Strings extends StringDeserializer {
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
      String text = super.deserialize(parser, context);
      if (text != null
          && text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
        return context.reportInputMismatch(
            String.class, "half of a character (a lone surrogate) can be stored nowhere");
      }
      return OldCodes.today(text);
    }
  }
}
