package org.jiaohao.device.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jiaohao.device.transport.TransportException.Reason;

/** A TCP connection through Netty, so that a peer that stops reading cannot block a write. */
final class TcpTransport implements Transport {
  private static final int CONNECT_MILLIS = 3000;
  private static final EventLoopGroup LOOP =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("device-tcp", true), NioIoHandler.newFactory());

  private final Address address;

  TcpTransport(Address address) {
    this.address = address;
  }

  @Override
  public String address() {
    return address.text();
  }

  @Override
  public ByteChannel open() throws TransportException {
    var received = new Received();
    ChannelFuture connecting =
        new Bootstrap()
            .group(LOOP)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(received)
            .connect(address.target(), address.port())
            .awaitUninterruptibly();
    if (!connecting.isSuccess()) {
      throw new TransportException(
          Reason.NOT_THERE, address.text() + ": " + connecting.cause().getMessage());
    }
    return new TcpChannel(connecting.channel(), received, address.text());
  }

  /** Bytes that came, and an empty array at the end of the line. */
  private static final class Received extends SimpleChannelInboundHandler<ByteBuf> {
    static final byte[] END = new byte[0];
    private static final int PAUSE_ABOVE = 64;

    final LinkedBlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>();

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
      var chunk = new byte[bytes.readableBytes()];
      bytes.readBytes(chunk);
      if (chunk.length > 0) {
        chunks.add(chunk);
      }
      if (chunks.size() > PAUSE_ABOVE) {
        context.channel().config().setAutoRead(false); // a peer that floods us has to wait
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      chunks.add(END);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  private static final class TcpChannel implements ByteChannel {
    private final Channel channel;
    private final Received received;
    private final String name;
    private byte[] rest = Received.END;
    private int offset;

    TcpChannel(Channel channel, Received received, String name) {
      this.channel = channel;
      this.received = received;
      this.name = name;
    }

    @Override
    public int read(byte[] buffer, Duration wait) throws TransportException {
      if (offset == rest.length) {
        byte[] next = next(wait);
        if (next == null) {
          return 0;
        }
        if (next == Received.END) {
          received.chunks.add(Received.END);
          throw gone();
        }
        rest = next;
        offset = 0;
      }
      int n = Math.min(buffer.length, rest.length - offset);
      System.arraycopy(rest, offset, buffer, 0, n);
      offset += n;
      return n;
    }

    private byte[] next(Duration wait) {
      try {
        byte[] chunk = received.chunks.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        channel.config().setAutoRead(true);
        return chunk;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }

    @Override
    public void write(byte[] bytes, Duration deadline) throws TransportException {
      if (!channel.isActive()) {
        throw gone();
      }
      ChannelFuture written = channel.writeAndFlush(Unpooled.copiedBuffer(bytes));
      if (!written.awaitUninterruptibly(deadline.toMillis())) {
        throw new TransportException(Reason.TIMEOUT, name + " does not take bytes");
      }
      if (!written.isSuccess()) {
        throw gone();
      }
    }

    private TransportException gone() {
      return new TransportException(Reason.GONE, name + " is gone");
    }

    @Override
    public void close() {
      channel.close();
    }
  }
}
