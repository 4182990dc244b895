package org.jiaohao.hall.store;

import java.util.concurrent.Callable;

/**
 * The {@code Idempotency-Key} of the request that is being served. The first command of the request
 * stores the key in its own transaction, so that a repeat cannot be carried out a second time, even
 * when the machine stops before the answer is out.
 */
public final class CommandKey {
  private static final ScopedValue<CommandKey> CURRENT = ScopedValue.newInstance();

  private final String actor;
  private final String key;
  private final String fingerprint;
  private volatile boolean stored;
  private volatile Idempotency.Written written; // the answer stored with the command, or null

  /**
   * A key.
   *
   * @param actor who asks; keys of different actors are different
   * @param key as sent
   * @param fingerprint of the request; the same key with another request is a mistake
   */
  public CommandKey(String actor, String key, String fingerprint) {
    this.actor = actor;
    this.key = key;
    this.fingerprint = fingerprint;
  }

  /** Serves a request under this key. */
  public void serve(Callable<Void> request) throws Exception {
    ScopedValue.where(CURRENT, this).call(request::call);
  }

  static CommandKey current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  /** Who asks. */
  public String actor() {
    return actor;
  }

  /** The key as sent. */
  public String key() {
    return key;
  }

  /** The request it belongs to. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Whether a command of the request was carried out. */
  public boolean stored() {
    return stored;
  }

  /** Whether the answer was stored together with the command. */
  public boolean answered() {
    return written != null;
  }

  /**
   * The JSON that the present request's command has stored of this object.
   *
   * @param answer what a handler returns
   * @return null when it is not the answer that was stored
   */
  public static String storedJsonOf(Object answer) {
    CommandKey key = current();
    Idempotency.Written written = key == null ? null : key.written;
    return written == null || written.from() != answer ? null : written.answer().body();
  }

  /**
   * At the end of a command, in its own transaction: the first of the request takes the key.
   *
   * @param answer to the request, or null when it is not known yet
   */
  void store(Tx tx, Idempotency.Answer answer) {
    if (!stored) {
      Idempotency.claim(tx, this, answer);
    } else if (answer != null) {
      Idempotency.answer(tx, this, answer);
    }
  }

  /** The command is durable. */
  void committed(Idempotency.Written withAnswer) {
    stored = true;
    if (withAnswer != null) {
      written = withAnswer;
    }
  }
}
