package org.jiaohao.hall.identity;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords on threads of the operating system, which shares the processors justly: on the
 * threads of the requests, which yield to nobody while they compute, two comparisons would stop all
 * other work of two processors for a tenth of a second.
 */
@Component
class SlowHash implements PasswordEncoder {
  private final PasswordEncoder hash = PasswordEncoderFactories.createDelegatingPasswordEncoder();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().name("passwords").daemon().factory());

  @PreDestroy
  void stop() {
    threads.shutdown();
  }

  private <T> T apart(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, threads).join();
  }

  @Override
  public String encode(CharSequence password) {
    return apart(() -> hash.encode(password));
  }

  @Override
  public boolean matches(CharSequence password, String stored) {
    return apart(() -> hash.matches(password, stored));
  }
}
