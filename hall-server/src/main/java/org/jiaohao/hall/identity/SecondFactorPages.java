package org.jiaohao.hall.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Locale;
import org.jiaohao.hall.identity.Place.Seen;
import org.jiaohao.hall.identity.SignInGuard.Verdict;
import org.jiaohao.hall.pages.PageController;
import org.jiaohao.hall.pages.QrCode;
import org.jiaohao.hall.problem.Problem;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The second factor: asked for at the sign-in, set up and removed by its owner (N16). */
@PageController
class SecondFactorPages {
  private static final String DRAFT = SecondFactorPages.class.getName() + ".draft";

  private final SecondFactors factors;
  private final Accounts accounts;
  private final SignInLog signIns;
  private final KnownPlaces places;
  private final SignInGuard guard;
  private final SignInPages steps;
  private final StaffSessions sessions;
  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();

  SecondFactorPages(
      SecondFactors factors,
      Accounts accounts,
      SignInLog signIns,
      KnownPlaces places,
      SignInGuard guard,
      SignInPages steps,
      StaffSessions sessions) {
    this.factors = factors;
    this.accounts = accounts;
    this.signIns = signIns;
    this.places = places;
    this.guard = guard;
    this.steps = steps;
    this.sessions = sessions;
  }

  @May(Right.READ_AS_STAFF)
  @GetMapping("/account/code")
  String code() {
    return "identity/code";
  }

  /**
   * After the password. Only now has somebody signed in, and only now is this place known to the
   * account.
   */
  @May(Right.READ_AS_STAFF)
  @PostMapping("/account/code")
  String code(
      @RequestParam String code,
      Locale locale,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws ServletException, IOException {
    Actor actor = StaffActor.signedIn().orElseThrow();
    if (!actor.duties().contains(Duty.GIVE_CODE)) {
      return "redirect:/";
    }
    Place place = Place.of(request);
    Verdict verdict = judge(actor.username(), code, place);
    if (!verdict.in()) {
      if (locked(actor.username(), place)) {
        request.logout(); // the password has to be given again, and no code is taken for a while
        return "redirect:/login?error";
      }
      model.addAttribute("problem", text(SecondFactors.wrongCode(), locale));
      return "identity/code";
    }
    if (!signIns.succeeded(actor.username(), place, verdict)) {
      request.logout();
      return "redirect:/login?error";
    }
    fulfil(Duty.GIVE_CODE, actor, request, response);
    steps.signedIn(request, response, SecurityContextHolder.getContext().getAuthentication());
    return null; // the person is on the way
  }

  private Verdict judge(String username, String code, Place place) {
    Account account = accounts.find(username).orElseThrow();
    Seen seen = places.seen(username, place);
    Verdict verdict = guard.judgeCode(account, place, seen, () -> factors.take(username, code));
    if (!verdict.changed().isEmpty() && !verdict.in()) {
      signIns.failed(username, verdict);
    }
    return verdict;
  }

  private boolean locked(String username, Place place) {
    return guard.codesLocked(
        accounts.find(username).orElseThrow(), place, places.seen(username, place));
  }

  /** The session knows more of its person from now on, so it gets a new name. */
  private void fulfil(
      Duty done, Actor actor, HttpServletRequest request, HttpServletResponse response) {
    Actor now = actor.after(done);
    Authentication before = SecurityContextHolder.getContext().getAuthentication();
    var after =
        UsernamePasswordAuthenticationToken.authenticated(now, null, before.getAuthorities());
    after.setDetails(before.getDetails());
    request.changeSessionId();
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(after);
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
  }

  @May(Right.READ_AS_STAFF)
  @GetMapping("/account/second-factor")
  String show(Model model, HttpServletRequest request) {
    Actor actor = StaffActor.signedIn().orElseThrow();
    boolean has = factors.has(actor.username());
    model.addAttribute("has", has);
    model.addAttribute("needed", factors.needed(actor.roles()));
    model.addAttribute("left", factors.recoveryCodes(actor.username()));
    if (!has) {
      String secret = draft(request.getSession());
      model.addAttribute("secret", secret.replaceAll("(.{4})(?!$)", "$1 "));
      model.addAttribute("qr", QrCode.of(SecondFactors.uri(actor.username(), secret)));
    }
    return "identity/second-factor";
  }

  /** The same until it is used: the page may be loaded again. */
  private String draft(HttpSession session) {
    if (session.getAttribute(DRAFT) == null) {
      session.setAttribute(DRAFT, factors.newSecret());
    }
    return (String) session.getAttribute(DRAFT);
  }

  @May(Right.READ_AS_STAFF)
  @PostMapping("/account/second-factor")
  String add(
      @RequestParam String code,
      Locale locale,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Actor actor = StaffActor.signedIn().orElseThrow();
    try {
      model.addAttribute("codes", factors.add(actor.username(), draft(request.getSession()), code));
    } catch (Problem problem) {
      model.addAttribute("problem", text(problem, locale));
      return show(model, request);
    }
    request.getSession().removeAttribute(DRAFT);
    // Whoever sits in with a password alone goes.
    sessions.endOthers(actor.username(), request.getSession().getId());
    fulfil(Duty.ADD_SECOND_FACTOR, actor, request, response);
    return "identity/recovery-codes";
  }

  @May(Right.READ_AS_STAFF)
  @PostMapping("/account/second-factor/remove")
  String remove(@RequestParam String code, Locale locale, Model model, HttpServletRequest request) {
    Actor actor = StaffActor.signedIn().orElseThrow();
    if (!judge(actor.username(), code, Place.of(request)).in()) {
      model.addAttribute("problem", text(SecondFactors.wrongCode(), locale));
      return show(model, request);
    }
    factors.remove(actor.username(), actor.username());
    return "redirect:/account/second-factor";
  }

  private static String text(Problem problem, Locale locale) {
    return locale.getLanguage().equals("en") ? problem.getMessage() : problem.detailZh();
  }
}
