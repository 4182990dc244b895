package org.jiaohao.journey;

import java.util.ArrayList;
import java.util.List;

/** The people of the demo hall; the hall server creates them in its demo profile only. */
final class DemoAccounts {
  private DemoAccounts() {}

  /** All of them: one of each role, and four clerks. */
  static List<DemoFile.Account> all() {
    List<DemoFile.Account> accounts = new ArrayList<>();
    accounts.add(account("ADMIN", "admin"));
    accounts.add(account("MANAGER", "manager"));
    accounts.add(account("GUIDE", "guide"));
    accounts.add(account("TECHNICIAN", "technician"));
    accounts.add(account("SECURITY", "security"));
    accounts.add(account("AUDITOR", "auditor"));
    for (int clerk = 1; clerk <= 4; clerk++) {
      accounts.add(account("CLERK", "clerk" + clerk));
    }
    return List.copyOf(accounts);
  }

  /** The password of a demo account. */
  static String password(String username) {
    return "demo-" + username + "-2026";
  }

  private static DemoFile.Account account(String role, String username) {
    return new DemoFile.Account(role, username, password(username));
  }
}
