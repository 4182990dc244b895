package org.jiaohao.hall.store;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Part of the server's readiness: a server that cannot store draws no number. */
@Component("storage")
class StorageHealthIndicator implements HealthIndicator {
  private final StoreHealth store;

  StorageHealthIndicator(StoreHealth store) {
    this.store = store;
  }

  @Override
  public Health health() {
    return store
        .trouble()
        .map(why -> Health.down().withDetail("reason", why).build())
        .orElseGet(() -> Health.up().build());
  }
}
