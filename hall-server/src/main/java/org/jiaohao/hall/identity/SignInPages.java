package org.jiaohao.hall.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import org.jiaohao.hall.pages.OpenPages;
import org.jiaohao.hall.store.Ids;
import org.jiaohao.hall.store.WritePath;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.session.SessionInformationExpiredEvent;
import org.springframework.stereotype.Component;

/** Where a browser goes when somebody signs in or out, or has done nothing for too long. */
@Component
class SignInPages {
  private static final Duration DEVICE_KEPT = Duration.ofDays(180);
  private static final int TOKEN_LENGTH = 32;

  /** Attribute of a session: the user name of whoever signed in. */
  private static final String WHOSE = "whose";

  private final WantedPage wanted = new WantedPage();
  private final OpenPages open;
  private final StaffSessions sessions;
  private final WritePath writes;
  private final Ids ids;

  SignInPages(OpenPages open, StaffSessions sessions, WritePath writes, Ids ids) {
    this.open = open;
    this.sessions = sessions;
    this.writes = writes;
    this.ids = ids;
  }

  /** To the page that was wanted, if the person may open it, else to their own. */
  void signedIn(HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws IOException {
    if (who.getPrincipal() instanceof Actor actor && actor.duties().contains(Duty.GIVE_CODE)) {
      sessions.acted(request.getSession().getId());
      response.sendRedirect(Duty.GIVE_CODE.page()); // it comes here again with the code
      return;
    }
    rememberDevice(request, response, who.getName());
    sessions.begun(request.getSession(), (Actor) who.getPrincipal());
    replace(request.getSession(), who.getName());
    String page = WantedPage.wanted(request);
    boolean theirs = page != null && open.mayGoOnAt(page.replaceFirst("\\?.*", ""));
    if (page != null) {
      wanted.removeRequest(request, response);
    }
    response.sendRedirect(theirs ? page : "/");
  }

  /** Whoever was signed in with this browser before, and did not sign out, is no longer. */
  private void replace(HttpSession session, String username) {
    Object before = session.getAttribute(WHOSE);
    session.setAttribute(WHOSE, username);
    if (before != null && !before.equals(username)) {
      sessions.signedOut(before.toString(), false);
    }
  }

  /** From now on this browser is a usual place of the account, see {@link SignInGuard}. */
  private void rememberDevice(
      HttpServletRequest request, HttpServletResponse response, String username) {
    if (Place.of(request).device() != null) {
      return; // known to the account by the sign-in itself
    }
    String token = ids.random(TOKEN_LENGTH);
    writes.run(
        tx -> {
          KnownPlaces.remember(tx, username, "device:" + Secrets.hash(token));
          return null;
        });
    var cookie =
        ResponseCookie.from(Place.COOKIE, token)
            .path("/")
            .maxAge(DEVICE_KEPT)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax");
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
  }

  /**
   * The person signed out. With the parameter {@code then}, a page, somebody else is going to go on
   * there, at a window's shared computer: after the sign-in they are brought to it.
   */
  void signedOut(HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws IOException {
    if (who != null) {
      sessions.signedOut(who.getName(), false);
    }
    String then = request.getParameter("then");
    if (then == null) {
      response.sendRedirect("/login?out");
    } else {
      wanted.save(request, response, then); // an address elsewhere is not followed
      response.sendRedirect("/login?switch");
    }
  }

  /** Back to the form, which still knows the user name. */
  void refused(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    TriedName.keep(request, response);
    boolean unlooked = failure instanceof SignInGuard.TooManyTriesException;
    response.sendRedirect(unlooked ? "/login?busy" : "/login?error");
  }

  /** A session that was ended wants a sign-in, and its person wants to know why. */
  void ended(SessionInformationExpiredEvent ended) throws IOException, ServletException {
    wanted.saveRequest(ended.getRequest(), ended.getResponse());
    ended.getResponse().sendRedirect(sessions.signInPage(ended.getRequest()));
  }
}
