package org.jiaohao.agent;

import org.apache.catalina.core.StandardHost;
import org.jiaohao.faces.BareErrors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
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

  /** What Tomcat refuses by itself gets an answer of ours, too. */
  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> bareErrors() {
    return factory ->
        factory.addContextCustomizers(
            context -> BareErrors.use((StandardHost) context.getParent()));
  }
}
