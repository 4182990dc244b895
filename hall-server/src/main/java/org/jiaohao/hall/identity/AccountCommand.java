package org.jiaohao.hall.identity;

import java.io.PrintStream;
import org.jiaohao.hall.store.Source;
import org.springframework.context.annotation.Import;

/**
 * What helps an account in at the machine itself, whoever locks it from elsewhere, or keeps one out
 * (N16). No bean of the server, which may run meanwhile and ends the sessions of accounts that were
 * changed here, see {@link StaffSessions}.
 */
public final class AccountCommand {
  private static final String ACTOR = "console";

  private final Accounts accounts;
  private final SecondFactors factors;

  AccountCommand(Accounts accounts, SecondFactors factors) {
    this.accounts = accounts;
    this.factors = factors;
  }

  /**
   * Carries out a command.
   *
   * @param command unlock, reset, deactivate or remove-second-factor
   * @return false when there is no such command
   * @throws org.jiaohao.hall.problem.Problem when there is no such account, or nobody would be left
   *     to manage the others
   */
  public boolean run(String command, String username, PrintStream out) {
    switch (command) {
      case "unlock" -> atTheMachine(() -> accounts.unlock(username, ACTOR));
      case "deactivate" -> atTheMachine(() -> accounts.setActive(username, false, ACTOR));
      case "remove-second-factor" -> atTheMachine(() -> factors.remove(username, ACTOR));
      case "reset" ->
          atTheMachine(
              () ->
                  out.printf(
                      "初始密码（首次登录时须修改） First password, to be changed at the first sign-in: %s%n",
                      accounts.reset(username, ACTOR)));
      default -> {
        return false;
      }
    }
    out.println("完成。 Done.");
    return true;
  }

  private static void atTheMachine(Runnable task) {
    new Source(ACTOR).run(task);
  }

  /** What the commands need of this room. */
  @Import({
    Accounts.class,
    SecondFactors.class,
    StaffSessions.class,
    StaffSessions.Register.class,
    SlowHash.class,
    AccountCommand.class
  })
  public static class Parts {}
}
