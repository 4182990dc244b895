package org.jiaohao.agent;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.filter.OncePerRequestFilter;

/** What an agent with pages gets besides {@link AgentClientAutoConfiguration}. */
@AutoConfiguration
@ConditionalOnWebApplication
@ConditionalOnClass(OncePerRequestFilter.class)
@ConditionalOnProperty(prefix = "jiaohao.agent", name = "kind")
class AgentPagesAutoConfiguration {
  @Bean
  LoopbackFilter loopbackFilter() {
    return new LoopbackFilter();
  }
}
