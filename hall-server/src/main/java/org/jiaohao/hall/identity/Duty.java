package org.jiaohao.hall.identity;

import org.jiaohao.hall.problem.Problem;

/** What somebody must do before anything else, the first one first (N16). */
public enum Duty {
  /** Prove the second factor: the password alone opens nothing. */
  GIVE_CODE(
      "/account/code",
      "second-factor-required",
      "This account has a second factor. Sign in on the page and type its code; programs need an"
          + " account without one.",
      "该账号启用了动态口令，请在网页登录并输入动态口令；程序接口请使用未启用动态口令的账号。"),
  /** Choose a new password. */
  CHANGE_PASSWORD(
      "/account/password",
      "password-change-required",
      "Sign in on the page /account/password and choose a new password first.",
      "请先登录网页修改密码后再使用。"),
  /** Set up the second factor that the account's roles need here. */
  ADD_SECOND_FACTOR(
      "/account/second-factor",
      "second-factor-missing",
      "This account needs a second factor. Sign in on the page and set it up first.",
      "该账号必须启用动态口令，请先登录网页完成设置。");

  private final String page;
  private final String slug;
  private final String en;
  private final String zh;

  Duty(String page, String slug, String en, String zh) {
    this.page = page;
    this.slug = slug;
    this.en = en;
    this.zh = zh;
  }

  /** Where it is done. */
  String page() {
    return page;
  }

  Problem problem() {
    return new Problem(403, slug, en, zh);
  }
}
