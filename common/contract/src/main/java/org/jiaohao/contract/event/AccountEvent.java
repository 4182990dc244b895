package org.jiaohao.contract.event;

import java.util.List;

/** Something happened to an account; it belongs to no hall. */
public sealed interface AccountEvent extends HallEvent {
  /** User name. */
  String username();

  @Override
  default String subject() {
    return "account/" + username();
  }

  /**
   * It was created.
   *
   * @param username user name
   * @param roles names of the roles it holds
   */
  record Created(String username, List<String> roles) implements AccountEvent {}

  /**
   * What it may do was changed.
   *
   * @param username user name
   * @param roles names of the roles it holds from now on
   */
  record RolesChanged(String username, List<String> roles) implements AccountEvent {}

  /**
   * Somebody else set its password.
   *
   * @param username user name
   */
  record Reset(String username) implements AccountEvent {}

  /**
   * Its owner changed its password.
   *
   * @param username user name
   */
  record PasswordChanged(String username) implements AccountEvent {}

  /**
   * It may sign in again.
   *
   * @param username user name
   */
  record Activated(String username) implements AccountEvent {}

  /**
   * It may not sign in any more.
   *
   * @param username user name
   */
  record Deactivated(String username) implements AccountEvent {}

  /**
   * Its password was given, and the code of its second factor asked for; nobody has signed in yet.
   *
   * @param username user name
   */
  record CodeAskedFor(String username) implements AccountEvent {}

  /**
   * Somebody signed in with it.
   *
   * @param username user name
   */
  record SignedIn(String username) implements AccountEvent {}

  /**
   * Somebody tried to sign in with it in vain.
   *
   * @param username user name
   */
  record SignInFailed(String username) implements AccountEvent {}

  /**
   * One of its sessions ended.
   *
   * @param username user name
   * @param idle whether it ended because nobody did anything
   */
  record SignedOut(String username, boolean idle) implements AccountEvent {}

  /**
   * After failed sign-ins it was locked for the place they came from.
   *
   * @param username user name
   */
  record Locked(String username) implements AccountEvent {}

  /**
   * Somebody ended its locks.
   *
   * @param username user name
   */
  record Unlocked(String username) implements AccountEvent {}

  /**
   * Its owner was refused what the account may not do.
   *
   * @param username user name
   * @param request method and address as the handler names it, for example {@code GET
   *     /manage/{hall}}
   * @param times how often since the last entry of this kind
   */
  record Refused(String username, String request, int times) implements AccountEvent {}

  /**
   * An authenticator was added to it.
   *
   * @param username user name
   */
  record SecondFactorAdded(String username) implements AccountEvent {}

  /**
   * Its second factor was removed.
   *
   * @param username user name
   */
  record SecondFactorRemoved(String username) implements AccountEvent {}

  /**
   * A recovery code was used instead of the authenticator.
   *
   * @param username user name
   * @param left codes that are left
   */
  record RecoveryCodeUsed(String username, int left) implements AccountEvent {}
}
