package org.jiaohao.hall.identity;

import org.jiaohao.contract.event.AccountEvent;
import org.jiaohao.hall.identity.SignInGuard.Verdict;
import org.jiaohao.hall.store.EventQuery;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.springframework.stereotype.Component;

/** Writes down who signed in, or tried to, and where (N17). */
@Component
class SignInLog {
  private final WritePath writes;

  SignInLog(WritePath writes) {
    this.writes = writes;
  }

  /**
   * Notes a failed sign-in.
   *
   * @param username of the account, or {@code unknown}
   */
  void failed(String username, Verdict verdict) {
    writes.run(
        tx -> {
          FailedSignIns.keep(tx, verdict.changed());
          append(tx, new AccountEvent.SignInFailed(username));
          if (verdict.locks()) {
            append(tx, new AccountEvent.Locked(username));
          }
          return null;
        });
  }

  /**
   * Notes that a right password was given and the code of the second factor is asked for next.
   *
   * @return false when the account was deactivated meanwhile
   */
  boolean codeIsAskedFor(String username, Verdict verdict) {
    return writes.run(
        tx -> {
          FailedSignIns.keep(tx, verdict.changed());
          boolean active = active(tx, username);
          if (active) {
            append(tx, new AccountEvent.CodeAskedFor(username));
          }
          return active;
        });
  }

  /**
   * Notes a sign-in and the place it came from.
   *
   * @return false when the account was deactivated meanwhile
   */
  boolean succeeded(String username, Place place, Verdict verdict) {
    return writes.run(
        tx -> {
          FailedSignIns.keep(tx, verdict.changed());
          boolean active = active(tx, username);
          if (active) {
            place.names().forEach(name -> KnownPlaces.remember(tx, username, name));
            append(tx, new AccountEvent.SignedIn(username));
          }
          return active;
        });
  }

  private static boolean active(Tx tx, String username) {
    return tx.sql()
        .sql("select exists (select 1 from account where username = ? and active = 1)")
        .param(username)
        .query(Boolean.class)
        .single();
  }

  private static void append(Tx tx, AccountEvent event) {
    tx.append(EventQuery.NO_HALL, event, event.username());
  }
}
