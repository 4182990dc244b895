package org.jiaohao.contract.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;

class MessageSignatureTest {
  private static final String TOPIC = "qms/1/yj-c00/view/window/3";
  private static final byte[] VIEW = "{\"number\":\"A001\"}".getBytes(UTF_8);

  private final KeyPair hall = keys();
  private final String signature = sign(hall, TOPIC, VIEW);

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String sign(KeyPair keys, String topic, byte[] payload) {
    try {
      return MessageSignature.of(keys.getPrivate(), topic, payload);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private boolean proves(String topic, byte[] payload, String claimed) {
    return MessageSignature.proves(hall.getPublic(), topic, payload, claimed);
  }

  @Test
  void theHallsOwnMessageIsProved() {
    assertThat(proves(TOPIC, VIEW, signature)).isTrue();
    assertThat(proves(TOPIC, new byte[0], sign(hall, TOPIC, new byte[0]))).isTrue();
  }

  @Test
  void whatAnotherChangedMovedOrSignedIsNot() {
    assertThat(proves(TOPIC, "{\"number\":\"A002\"}".getBytes(UTF_8), signature)).isFalse();
    assertThat(proves(TOPIC, new byte[0], signature)).isFalse();
    assertThat(proves("qms/1/yj-c00/view/window/4", VIEW, signature)).isFalse();
    assertThat(proves(TOPIC, VIEW, sign(keys(), TOPIC, VIEW))).isFalse();
  }

  @Test
  void whatIsNoSignatureProvesNothing() {
    for (String odd : new String[] {null, "", "A", "*****", "AAAA", signature + signature}) {
      assertThat(proves(TOPIC, VIEW, odd)).as(String.valueOf(odd)).isFalse();
    }
  }
}
