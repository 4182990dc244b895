package org.jiaohao.hall.identity;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jiaohao.hall.limit.KnownCredentials;
import org.jiaohao.hall.trust.CountyCertificate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationException;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.session.ConcurrentSessionFilter;
import org.springframework.security.web.session.SessionInformationExpiredStrategy;

/**
 * Sign-in: HTTP Basic or the page's session for the API, a form for pages. {@link SignIn} serves
 * both as the only provider there is; naming it again here would ask it twice. What somebody may do
 * stands at the handlers, see {@link May} and {@link Public}.
 */
@Configuration
class SecurityConfiguration {
  /** The description of the API: what a stranger would otherwise have to find out. */
  private static final String[] DESCRIPTION = {"/v3/**", "/swagger-ui/**", "/swagger-ui.html"};

  private final PublicHandlers open;
  private final StaffSessions sessions;
  private final RefusedRequests refused;
  private final CountyCertificate county;
  private final KnownCredentials known;

  SecurityConfiguration(
      PublicHandlers open,
      StaffSessions sessions,
      RefusedRequests refused,
      CountyCertificate county,
      KnownCredentials known) {
    this.open = open;
    this.sessions = sessions;
    this.refused = refused;
    this.county = county;
    this.known = known;
  }

  /** Programs: each request carries its credentials, and leaves no session behind. */
  @Bean
  @Order(1)
  SecurityFilterChain apiOfPrograms(HttpSecurity http, ApiRefusals refusals) throws Exception {
    http.securityMatcher(
            request -> isApi(request) && request.getHeader(HttpHeaders.AUTHORIZATION) != null)
        .httpBasic(
            basic ->
                basic
                    .authenticationEntryPoint(refusals)
                    .authenticationDetailsSource(Place::ofProgram))
        .addFilterAfter(new RightCredentials(known), BasicAuthenticationFilter.class)
        .csrf(csrf -> csrf.disable())
        .sessionManagement(session -> session.sessionCreationPolicy(STATELESS));
    return api(http, refusals);
  }

  /** Pages: the session of whoever signed in; a foreign page could misuse it, so it has a token. */
  @Bean
  @Order(2)
  SecurityFilterChain apiOfPages(HttpSecurity http, ApiRefusals refusals) throws Exception {
    http.securityMatcher(SecurityConfiguration::isApi)
        .addFilterBefore(new IdleFilter(sessions), ConcurrentSessionFilter.class)
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(tokens())
                    .ignoringRequestMatchers(r -> r.getRequestedSessionId() == null))
        .sessionManagement(
            session ->
                session
                    .maximumSessions(-1)
                    .expiredSessionStrategy(
                        unanswered(
                            expired ->
                                refusals.commence(
                                    expired.getRequest(),
                                    expired.getResponse(),
                                    new SessionAuthenticationException("the session was ended")))));
    return api(http, refusals);
  }

  /** A stream of the session has its answer already; it just ends. */
  private static SessionInformationExpiredStrategy unanswered(
      SessionInformationExpiredStrategy answer) {
    return expired -> {
      if (!expired.getResponse().isCommitted()) {
        answer.onExpiredSessionDetected(expired);
      }
    };
  }

  private static boolean isApi(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/api/") || path.startsWith("/v3/");
  }

  private SecurityFilterChain api(HttpSecurity http, ApiRefusals refusals) throws Exception {
    return http.headers(this::overTls)
        .requestCache(cache -> cache.disable())
        .exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .addFilterBefore(new DutiesFilter(refusals), AuthorizationFilter.class)
        .addFilterAfter(refused, SecurityContextHolderFilter.class)
        .authorizeHttpRequests(
            rules ->
                endOfStreams(rules)
                    .requestMatchers(open)
                    .permitAll()
                    .requestMatchers(DESCRIPTION)
                    .hasRole(Role.ADMIN.name())
                    .anyRequest()
                    .authenticated())
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain pages(
      HttpSecurity http, ApiRefusals refusals, PageEntry entry, SignInPages steps)
      throws Exception {
    return http.exceptionHandling(
            e ->
                e.authenticationEntryPoint(entry)
                    .accessDeniedHandler(SecurityConfiguration::refuse))
        .requestCache(cache -> cache.requestCache(new WantedPage()))
        .csrf(csrf -> csrf.csrfTokenRepository(tokens()))
        .headers(headers -> overTls(headers.frameOptions(FrameOptionsConfig::sameOrigin)))
        .formLogin(
            form ->
                form.loginPage("/login")
                    .authenticationDetailsSource(Place::of)
                    .successHandler(steps::signedIn)
                    .failureHandler(steps::refused)
                    .permitAll())
        .logout(logout -> logout.logoutSuccessHandler(steps::signedOut))
        .sessionManagement(
            session -> session.maximumSessions(-1).expiredSessionStrategy(unanswered(steps::ended)))
        .addFilterBefore(new IdleFilter(sessions), ConcurrentSessionFilter.class)
        .addFilterBefore(new DutiesFilter(refusals), AuthorizationFilter.class)
        .addFilterAfter(refused, SecurityContextHolderFilter.class)
        .authorizeHttpRequests(
            rules ->
                endOfStreams(rules)
                    .requestMatchers(
                        "/error",
                        "/favicon.ico",
                        "/css/**",
                        "/js/**",
                        "/img/**",
                        "/webjars/**",
                        "/actuator/health/**")
                    .permitAll()
                    .requestMatchers(open)
                    .permitAll()
                    .requestMatchers(DESCRIPTION)
                    .hasRole(Role.ADMIN.name())
                    .requestMatchers("/actuator/**")
                    .hasAnyRole(Role.ADMIN.name(), Role.TECHNICIAN.name())
                    .anyRequest()
                    .authenticated())
        .build();
  }

  /** The error page reads why, and says it: an old page is not a missing right. */
  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
      throws IOException {
    request.setAttribute(WebAttributes.ACCESS_DENIED_403, failure);
    response.sendError(HttpServletResponse.SC_FORBIDDEN);
  }

  /** The browser keeps the token: strangers see the sign-in, too, and get no session for that. */
  private static CookieCsrfTokenRepository tokens() {
    var tokens = new CookieCsrfTokenRepository();
    tokens.setHeaderName("X-CSRF-TOKEN");
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
    return tokens;
  }

  /**
   * Browsers may forget plain HTTP for the county's own domain. For the hall's host they must not:
   * its other port gives phones their pages without TLS, and the rule would hold for both.
   */
  private void overTls(HeadersConfigurer<HttpSecurity> headers) {
    headers.httpStrictTransportSecurity(
        hsts ->
            hsts.includeSubDomains(false)
                .requestMatcher(r -> r.isSecure() && county.names(r.getServerName())));
  }

  /** A stream that ends after its session did was let in when it came. */
  private static AuthorizeHttpRequestsConfigurer<HttpSecurity>
          .AuthorizationManagerRequestMatcherRegistry
      endOfStreams(
          AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
              rules) {
    return rules.dispatcherTypeMatchers(DispatcherType.ASYNC).permitAll();
  }
}
