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
import org.jiaohao.device.transport.TransportException.Reason;

/** A TCP connection through Netty, so that a peer that stops reading cannot block a write. */
final class TcpTransport implements Transport {
  private static final int CONNECT_MILLIS = 1500;
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

  /** Of the serial line behind a device server, when the address tells its rate. */
  @Override
  public long nanosPerByte() {
    int baud = address.number("baud", 0);
    return baud == 0 ? 0 : 10 * 1_000_000_000L / baud;
  }

  @Override
  public ByteChannel open() throws TransportException {
    var inbox = new Inbox();
    ChannelFuture connecting =
        new Bootstrap()
            .group(LOOP)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(new Receiver(inbox, address.text()))
            .connect(address.target(), address.port())
            .awaitUninterruptibly();
    if (!connecting.isSuccess()) {
      throw new TransportException(
          Reason.NOT_THERE, address.text() + ": " + connecting.cause().getMessage());
    }
    return new TcpChannel(connecting.channel(), inbox, address.text());
  }

  private static TransportException gone(String name) {
    return new TransportException(Reason.GONE, name + " is gone");
  }

  /** Puts what arrives into the inbox. */
  private static final class Receiver extends SimpleChannelInboundHandler<ByteBuf> {
    private final Inbox inbox;
    private final String name;

    Receiver(Inbox inbox, String name) {
      this.inbox = inbox;
      this.name = name;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
      var bytes = new byte[message.readableBytes()];
      message.readBytes(bytes);
      inbox.put(bytes, bytes.length);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      inbox.end(gone(name));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      inbox.end(new TransportException(Reason.GONE, name + ": " + cause.getMessage()));
      context.close();
    }
  }

  private static final class TcpChannel implements ByteChannel {
    private final Channel channel;
    private final Inbox inbox;
    private final String name;

    TcpChannel(Channel channel, Inbox inbox, String name) {
      this.channel = channel;
      this.inbox = inbox;
      this.name = name;
    }

    @Override
    public int read(byte[] buffer, Duration wait) throws TransportException {
      return inbox.take(buffer, wait);
    }

    @Override
    public void write(byte[] bytes, Duration deadline) throws TransportException {
      ChannelFuture written = channel.writeAndFlush(Unpooled.copiedBuffer(bytes));
      if (!written.awaitUninterruptibly(deadline.toMillis())) {
        throw new TransportException(Reason.TIMEOUT, name + " does not take bytes");
      }
      if (!written.isSuccess()) {
        throw gone(name);
      }
    }

    @Override
    public void close() {
      inbox.end(gone(name));
      channel.close();
    }
  }
}
