package org.jiaohao.hall.identity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.stereotype.Component;

/** The pages' sessions, so that those of an account can be ended at once. */
@Component
class StaffSessions {
  private final SessionRegistry sessions;

  StaffSessions(SessionRegistry sessions) {
    this.sessions = sessions;
  }

  /** Ends every session of an account; its next request has to sign in. */
  void end(String username) {
    sessions.getAllPrincipals().stream()
        .filter(who -> who instanceof Actor actor && actor.username().equals(username))
        .flatMap(who -> sessions.getAllSessions(who, false).stream())
        .forEach(SessionInformation::expireNow);
  }

  /** Who keeps the register, and who tells it of sessions that end by themselves. */
  @Configuration
  static class Register {
    @Bean
    SessionRegistry sessionRegistry() {
      return new SessionRegistryImpl();
    }

    @Bean
    HttpSessionEventPublisher sessionEvents() {
      return new HttpSessionEventPublisher();
    }
  }
}
