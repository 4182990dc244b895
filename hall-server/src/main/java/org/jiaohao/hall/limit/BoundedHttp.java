package org.jiaohao.hall.limit;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP on a port whose connections are bounded in number, per address and in time (see {@link
 * BoundedEndpoint}). The server makes it by its name, one for each port.
 */
public final class BoundedHttp extends Http11NioProtocol {
  private final BoundedEndpoint endpoint;
  private ScheduledFuture<?> rounds;

  /** A port that does not listen yet. */
  public BoundedHttp() {
    this(new BoundedEndpoint());
  }

  private BoundedHttp(BoundedEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  /** Most connections of one address at a time. */
  public void setConnectionsPerAddress(int most) {
    endpoint.setConnectionsPerAddress(most);
  }

  /** How long a connection may be at one task. */
  void setTimes(HeldConnection.Times times) {
    endpoint.setTimes(times);
  }

  @Override
  public void setAdapter(Adapter adapter) {
    super.setAdapter(new AtTheDoor(adapter));
  }

  @Override
  public void start() throws Exception {
    super.start();
    rounds = getUtilityExecutor().scheduleWithFixedDelay(endpoint::look, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void stop() throws Exception {
    if (rounds != null) {
      rounds.cancel(false);
    }
    super.stop();
  }
}
