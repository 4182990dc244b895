package org.jiaohao.contract.event;

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
   */
  record Created(String username) implements AccountEvent {}

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
}
