package org.jiaohao.hall.identity;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.session.SessionAuthenticationException;

/**
 * Sign-in and access rules: HTTP Basic or the page's session for the API, a form for pages. {@link
 * SignIn} serves both as the only provider there is; naming it again here would ask it twice.
 */
@Configuration
class SecurityConfiguration {
  private static final Set<Role> STAFF = EnumSet.complementOf(EnumSet.of(Role.KIOSK, Role.DISPLAY));
  private static final Set<Role> EVERYONE = EnumSet.allOf(Role.class);

  @Bean
  PasswordEncoder passwordEncoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  /** Programs: each request carries its credentials, and leaves no session behind. */
  @Bean
  @Order(1)
  SecurityFilterChain apiOfPrograms(HttpSecurity http, ApiRefusals refusals) throws Exception {
    http.securityMatcher(
            request ->
                request.getRequestURI().startsWith("/api/")
                    && request.getHeader(HttpHeaders.AUTHORIZATION) != null)
        .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
        .csrf(csrf -> csrf.disable())
        .sessionManagement(session -> session.sessionCreationPolicy(STATELESS));
    return api(http, refusals);
  }

  /** Pages: the session of whoever signed in; a foreign page could misuse it, so it has a token. */
  @Bean
  @Order(2)
  SecurityFilterChain apiOfPages(HttpSecurity http, ApiRefusals refusals) throws Exception {
    http.securityMatcher("/api/**")
        .csrf(csrf -> csrf.ignoringRequestMatchers(r -> r.getRequestedSessionId() == null))
        .sessionManagement(
            session ->
                session
                    .maximumSessions(-1)
                    .expiredSessionStrategy(
                        expired ->
                            refusals.commence(
                                expired.getRequest(),
                                expired.getResponse(),
                                new SessionAuthenticationException("the session was ended"))));
    return api(http, refusals);
  }

  private static SecurityFilterChain api(HttpSecurity http, ApiRefusals refusals) throws Exception {
    String hall = "/api/v1/halls/{hall}";
    return http.requestCache(cache -> cache.disable())
        .exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .addFilterBefore(new PasswordChangeFilter(refusals), AuthorizationFilter.class)
        .authorizeHttpRequests(
            rules ->
                rules
                    .requestMatchers(POST, "/api/v1/agents/enrolment")
                    .permitAll()
                    .requestMatchers("/api/v1/accounts/**", "/api/v1/demo/**")
                    .access(may(Role.ADMIN))
                    .requestMatchers("/api/v1/import")
                    .access(may(Role.COUNTY_ADMIN, Role.ADMIN))
                    .requestMatchers(GET, "/api/v1/halls")
                    .access(may(STAFF))
                    .requestMatchers(POST, hall + "/tickets", hall + "/tickets/{id}/cancel")
                    .access(may(Role.KIOSK, Role.GUIDE, Role.CLERK, Role.MANAGER, Role.ADMIN))
                    .requestMatchers(GET, hall + "/tickets/{id}")
                    .access(may(EVERYONE))
                    .requestMatchers(hall + "/tickets/**")
                    .access(may(Role.GUIDE, Role.CLERK, Role.MANAGER, Role.ADMIN))
                    .requestMatchers(POST, hall + "/windows/{no}/key")
                    .access(may(Role.DISPLAY))
                    .requestMatchers(POST, hall + "/windows/**")
                    .access(may(Role.CLERK, Role.MANAGER, Role.ADMIN))
                    .requestMatchers(hall + "/enrolment-codes", hall + "/agents/**")
                    .access(may(Role.TECHNICIAN, Role.MANAGER, Role.ADMIN))
                    .requestMatchers(hall + "/alerts/**")
                    .access(may(Role.GUIDE, Role.TECHNICIAN, Role.MANAGER, Role.ADMIN, Role.CLERK))
                    .requestMatchers(
                        GET,
                        hall,
                        hall + "/queues",
                        hall + "/items",
                        hall + "/windows",
                        hall + "/board")
                    .access(may(EVERYONE))
                    .requestMatchers(GET, hall + "/**")
                    .access(may(STAFF))
                    .requestMatchers(hall + "/**")
                    .access(may(Role.MANAGER, Role.ADMIN))
                    .anyRequest()
                    .denyAll())
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain pages(HttpSecurity http, ApiRefusals refusals) throws Exception {
    return http.headers(headers -> headers.frameOptions(FrameOptionsConfig::sameOrigin))
        .formLogin(form -> form.loginPage("/login").defaultSuccessUrl("/", false).permitAll())
        .logout(logout -> logout.logoutSuccessUrl("/login?out"))
        .sessionManagement(session -> session.maximumSessions(-1).expiredUrl("/login"))
        .addFilterBefore(new PasswordChangeFilter(refusals), AuthorizationFilter.class)
        .authorizeHttpRequests(
            rules ->
                rules
                    .requestMatchers(
                        "/t/**",
                        "/g/**",
                        "/login",
                        "/first",
                        "/error",
                        "/favicon.ico",
                        "/css/**",
                        "/js/**",
                        "/img/**",
                        "/webjars/**",
                        "/actuator/health/**")
                    .permitAll()
                    .requestMatchers(DELETE, "/**")
                    .denyAll()
                    .requestMatchers("/admin/**")
                    .access(may(Role.ADMIN))
                    .requestMatchers("/manage/{hall}/devices/**")
                    .access(may(Role.TECHNICIAN, Role.MANAGER, Role.ADMIN))
                    .requestMatchers("/manage/{hall}/**")
                    .access(may(Role.MANAGER, Role.ADMIN))
                    .requestMatchers("/manage")
                    .access(may(Role.TECHNICIAN, Role.MANAGER, Role.ADMIN))
                    .requestMatchers("/desk/{hall}/**", "/desk")
                    .access(may(Role.GUIDE, Role.MANAGER, Role.ADMIN))
                    .requestMatchers("/clerk/{hall}/**", "/clerk")
                    .access(may(Role.CLERK, Role.GUIDE, Role.MANAGER, Role.ADMIN))
                    .requestMatchers("/actuator/**")
                    .access(may(Role.ADMIN, Role.TECHNICIAN))
                    .anyRequest()
                    .access(may(STAFF)))
        .build();
  }

  private static AuthorizationManager<RequestAuthorizationContext> may(Role... roles) {
    return may(EnumSet.copyOf(Arrays.asList(roles)));
  }

  /** One of the roles, and only in halls the actor may touch. */
  private static AuthorizationManager<RequestAuthorizationContext> may(Set<Role> roles) {
    return (who, request) -> {
      Authentication authentication = who.get();
      boolean granted =
          authentication != null
              && authentication.getPrincipal() instanceof Actor actor
              && actor.roles().stream().anyMatch(roles::contains)
              && (request.getVariables().get("hall") == null
                  || actor.mayTouch(request.getVariables().get("hall")));
      return new AuthorizationDecision(granted);
    };
  }
}
