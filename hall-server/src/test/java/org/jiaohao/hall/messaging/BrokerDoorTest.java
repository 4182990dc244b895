package org.jiaohao.hall.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many connections wait at the broker's door that have not said who they are. */
class BrokerDoorTest {
  private final BrokerDoor door = new BrokerDoor();

  private EmbeddedChannel stranger(String address) {
    var channel =
        new EmbeddedChannel() {
          @Override
          protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(address, 1);
          }
        };
    door.postInitializeServerChildChannel(channel);
    channel.pipeline().fireChannelActive();
    return channel;
  }

  /** Twelve addresses hold all they may, and take most places together. */
  @Test
  void aNewAddressGetsInThoughOthersHoldAllPlaces() {
    int large = BrokerDoor.MOST_OF_ALL / BrokerDoor.MOST_STRANGERS;
    List<EmbeddedChannel> many = new ArrayList<>();
    for (int i = 0; i < large * BrokerDoor.MOST_STRANGERS; i++) {
      many.add(stranger("10.0.0." + (1 + i % large)));
    }
    List<EmbeddedChannel> few = new ArrayList<>();
    for (int i = 0; many.size() + i < BrokerDoor.MOST_OF_ALL; i++) {
      few.add(stranger("10.0.1." + (1 + i)));
    }
    assertThat(many).allMatch(EmbeddedChannel::isOpen);
    for (int i = 1; i <= 100; i++) {
      few.add(stranger("10.0.2." + i));
    }
    assertThat(few).allMatch(EmbeddedChannel::isOpen);
    assertThat(many.subList(0, 100)).as("the oldest").noneMatch(EmbeddedChannel::isOpen);
    assertThat(many.subList(100, many.size())).allMatch(EmbeddedChannel::isOpen);
  }

  /** A host chooses the last half of its address as it likes. */
  @Test
  void aNetworkIsOneAddress() {
    List<EmbeddedChannel> one = new ArrayList<>();
    for (int i = 0; i < BrokerDoor.MOST_STRANGERS + 5; i++) {
      one.add(stranger("fd00:0:0:1:0:0:0:" + Integer.toHexString(i + 1)));
    }
    assertThat(one).filteredOn(EmbeddedChannel::isOpen).hasSize(BrokerDoor.MOST_STRANGERS);
    assertThat(stranger("fd00:0:0:2:0:0:0:1").isOpen()).isTrue();
    one.getFirst().close();
    assertThat(stranger("fd00:0:0:1:0:0:1:1").isOpen()).as("its place is free").isTrue();
  }
}
