package org.jiaohao.hall.messaging;

import com.hivemq.bootstrap.ClientConnectionContext;
import com.hivemq.bootstrap.ClientState;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jiaohao.hall.limit.Crowd;
import org.jiaohao.hall.limit.Origin;
import org.jiaohao.hall.limit.Shares;

/**
 * Before the embedded broker knows who connects: an address has a bounded number of connections
 * without credentials, each for a few seconds, whether nothing comes on it or a byte now and then.
 * All addresses together have far fewer than the broker takes: beyond that the oldest are closed,
 * of the addresses with the most. Netty finds this class by {@code META-INF/services} and {@link
 * #SWITCH}.
 */
public final class BrokerDoor extends ChannelInitializerExtension {
  /** System property that has Netty look for extensions of this kind. */
  static final String SWITCH = "io.netty.bootstrap.extensions";

  /** Connections of one address that have not said who they are. */
  static final int MOST_STRANGERS = 64;

  /** The same of all addresses; the broker takes 4000 connections. */
  static final int MOST_OF_ALL = 800;

  /** How long one may take to say it. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long LOOK_MILLIS = 100;

  private final Shares shares = new Shares();
  private final Set<Stranger> strangers = ConcurrentHashMap.newKeySet();

  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    channel.pipeline().addFirst("jiaohao_door", new Stranger());
  }

  private void makeRoom() {
    int wanted = strangers.size() - MOST_OF_ALL;
    if (wanted > 0) {
      long now = System.nanoTime();
      Crowd.leaving(strangers.stream().map(each -> each.guest(now)).toList(), wanted)
          .forEach(Stranger::leave);
    }
  }

  private final class Stranger extends ChannelInboundHandlerAdapter {
    private Channel channel;
    private String origin;
    private long since;

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (context.channel().remoteAddress() instanceof InetSocketAddress remote) {
        channel = context.channel();
        origin = Origin.of(remote.getAddress());
        since = System.nanoTime();
        if (!shares.take(origin, MOST_STRANGERS)) {
          context.close();
          return;
        }
        strangers.add(this);
        channel.closeFuture().addListener(closed -> known());
        makeRoom();
        look(context);
      }
      context.fireChannelActive();
    }

    private Crowd.Guest<Stranger> guest(long now) {
      return new Crowd.Guest<>(this, origin, 0, now - since);
    }

    private void leave() {
      known();
      channel.close();
    }

    /** Counted once: the connection is known, or it is no more. */
    private void known() {
      if (strangers.remove(this)) {
        shares.giveBack(origin);
      }
    }

    private void look(ChannelHandlerContext context) {
      if (!strangers.contains(this)) {
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
