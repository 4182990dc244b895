package org.jiaohao.hall.messaging;

import com.hivemq.bootstrap.ClientConnectionContext;
import com.hivemq.bootstrap.ClientState;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Before the embedded broker knows who connects: an address has a bounded number of connections
 * without credentials, each for a few seconds, whether nothing comes on it or a byte now and then.
 * Netty finds this class by {@code META-INF/services} and {@link #SWITCH}.
 */
public final class BrokerDoor extends ChannelInitializerExtension {
  /** System property that has Netty look for extensions of this kind. */
  static final String SWITCH = "io.netty.bootstrap.extensions";

  /** Connections of one address that have not said who they are. */
  static final int MOST_STRANGERS = 64;

  /** How long one may take to say it. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long LOOK_MILLIS = 100;

  private final Map<String, Integer> strangers = new ConcurrentHashMap<>();

  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    channel.pipeline().addFirst("jiaohao_door", new Stranger());
  }

  private boolean enter(String address) {
    return strangers.merge(address, 1, Integer::sum) <= MOST_STRANGERS;
  }

  private void leave(String address) {
    strangers.computeIfPresent(address, (a, count) -> count > 1 ? count - 1 : null);
  }

  private final class Stranger extends ChannelInboundHandlerAdapter {
    private String address;
    private long since;

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (context.channel().remoteAddress() instanceof InetSocketAddress remote) {
        address = remote.getAddress().getHostAddress();
        since = System.nanoTime();
        boolean free = enter(address);
        context.channel().closeFuture().addListener(closed -> known());
        if (!free) {
          context.close();
          return;
        }
        look(context);
      }
      context.fireChannelActive();
    }

    /** Counted once: the connection is known, or it is no more. */
    private void known() {
      if (address != null) {
        leave(address);
        address = null;
      }
    }

    private void look(ChannelHandlerContext context) {
      if (address == null) {
        return;
      }
      ClientConnectionContext client = ClientConnectionContext.of(context.channel());
      if (client != null && client.getClientState() == ClientState.AUTHENTICATED) {
        known();
        context.pipeline().remove(this);
      } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
        context.close();
      } else {
        context.executor().schedule(() -> look(context), LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }
}
