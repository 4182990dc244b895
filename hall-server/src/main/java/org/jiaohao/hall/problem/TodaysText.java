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
 * ({@link OldCodes}). What comes in forms and addresses is mapped by {@link TodaysParameters},
 * files by whoever reads them.
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
      return OldCodes.today(super.deserialize(parser, context));
    }
  }
}
