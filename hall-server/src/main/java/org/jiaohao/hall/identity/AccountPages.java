package org.jiaohao.hall.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiaohao.hall.pages.PageController;
import org.jiaohao.hall.problem.Problem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sign-in, passwords, the first administrator, accounts (N16, N18). */
@PageController
class AccountPages {
  private static final Map<String, String> LOOKS =
      Map.of("inactive", "", "locked", "bad", "mustChange", "warn", "works", "ok");

  private final Accounts accounts;
  private final SecondFactors factors;
  private final AdminLink link;
  private final ObjectProvider<DemoAccounts> demo;
  private final HallTree halls;
  private final SignInGuard guard;
  private final PasswordCheck check;

  AccountPages(
      Accounts accounts,
      SecondFactors factors,
      AdminLink link,
      ObjectProvider<DemoAccounts> demo,
      HallTree halls,
      SignInGuard guard,
      PasswordCheck check) {
    this.accounts = accounts;
    this.factors = factors;
    this.link = link;
    this.demo = demo;
    this.halls = halls;
    this.guard = guard;
    this.check = check;
  }

  @Public
  @GetMapping("/login")
  String login(Model model, HttpServletRequest request) {
    model.addAttribute("tried", TriedName.read(request));
    DemoAccounts known = demo.getIfAvailable();
    model.addAttribute("demoAccounts", known == null ? List.of() : known.logins());
    return "identity/login";
  }

  /** The one-time link of a new server. */
  @Public
  @GetMapping("/first")
  String first(@RequestParam(defaultValue = "") String token, Model model) {
    if (!link.valid(token)) {
      throw new Problem(
          403,
          "bad-link",
          "This link was used, has ended, or is not complete. If no administrator exists yet,"
              + " restart the server; it prints a new link.",
          "链接已使用、已失效或不完整。如果还没有管理员账号，请重新启动服务器，会打印新的链接。");
    }
    model.addAttribute("token", token);
    return "identity/first";
  }

  @Public
  @PostMapping("/first")
  String first(
      @RequestParam String token,
      @RequestParam String username,
      @RequestParam String name,
      @RequestParam String password,
      @RequestParam String repeated,
      Locale locale,
      Model model) {
    try {
      mustMatch(password, repeated);
      link.use(token, username.strip().toLowerCase(Locale.ROOT), name.strip(), password);
      return "redirect:/login?created";
    } catch (Problem problem) {
      model.addAttribute("problem", text(problem, locale));
      model.addAttribute("username", username);
      model.addAttribute("name", name);
      return first(token, model);
    }
  }

  @May(Right.READ_AS_STAFF)
  @GetMapping("/account/password")
  String password(Model model) {
    model.addAttribute(
        "due",
        StaffActor.signedIn()
            .map(actor -> actor.duties().contains(Duty.CHANGE_PASSWORD))
            .orElse(false));
    return "identity/password";
  }

  @May(Right.READ_AS_STAFF)
  @PostMapping("/account/password")
  String password(
      @RequestParam String current,
      @RequestParam String password,
      @RequestParam String repeated,
      Locale locale,
      Model model,
      HttpServletRequest request)
      throws ServletException {
    try {
      mustMatch(password, repeated);
      String username = request.getUserPrincipal().getName();
      if (!check.knows(username, current, Place.of(request))) {
        throw Accounts.wrongPassword();
      }
      accounts.changePassword(username, current, password);
    } catch (Problem problem) {
      model.addAttribute("problem", text(problem, locale));
      return password(model);
    }
    request.logout(); // the session still knows the old password's duties
    return "redirect:/login?changed";
  }

  private static void mustMatch(String password, String repeated) {
    if (!password.equals(repeated)) {
      throw Problem.badRequest(
          "passwords-differ",
          "The two new passwords differ. Type both again.",
          "两次输入的新密码不一致，请重新输入。");
    }
  }

  private static String text(Problem problem, Locale locale) {
    return locale.getLanguage().equals("en") ? problem.getMessage() : problem.detailZh();
  }

  @May(Right.MANAGE_ACCOUNTS)
  @GetMapping("/admin/accounts")
  String accounts(Model model) {
    Map<String, HallTree.Node> named =
        halls.nodes().stream().collect(Collectors.toMap(HallTree.Node::id, Function.identity()));
    model.addAttribute(
        "accounts", accounts.all().stream().map(account -> row(account, named)).toList());
    model.addAttribute("roles", Arrays.stream(Role.values()).filter(Role::forStaff).toList());
    model.addAttribute("halls", halls.nodes());
    model.addAttribute("ownHall", StaffActor.signedIn().map(Actor::hall).orElse(null));
    return "identity/accounts";
  }

  private Row row(Account account, Map<String, HallTree.Node> named) {
    HallTree.Node hall = account.hall() == null ? null : named.get(account.hall());
    String state = state(account);
    String look = LOOKS.get(state);
    boolean own =
        StaffActor.signedIn().map(Actor::username).filter(account.username()::equals).isPresent();
    return new Row(account, hall, state, look, factors.has(account.username()), own);
  }

  private String state(Account account) {
    if (!account.active()) {
      return "inactive";
    }
    if (guard.lockedAnywhere(account)) {
      return "locked";
    }
    return account.mustChange() ? "mustChange" : "works";
  }

  /**
   * An account in the list.
   *
   * @param hall its hall; null means every hall
   * @param state inactive, locked, mustChange or works
   * @param look class of its chip
   * @param secondFactor whether it has one
   * @param own whether it belongs to whoever looks
   */
  record Row(
      Account account,
      HallTree.Node hall,
      String state,
      String look,
      boolean secondFactor,
      boolean own) {}
}
