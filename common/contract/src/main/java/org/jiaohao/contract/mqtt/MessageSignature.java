package org.jiaohao.contract.mqtt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/**
 * What proves that a message is the hall server's, whoever carried it (N18): ECDSA with SHA-256 by
 * the key of the hall's authority, over the topic in UTF-8, a zero byte and the payload, in Base64
 * (RFC 4648 section 4). It is the MQTT user property {@value #PROPERTY} of every message that a
 * server sends to agents, also of the empty one that removes a retained view.
 */
public final class MessageSignature {
  /** Name of the user property. */
  public static final String PROPERTY = "signature";

  private static final String ALGORITHM = "SHA256withECDSA";

  private MessageSignature() {}

  /** Signs a message. */
  public static String of(PrivateKey authority, String topic, byte[] payload)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ALGORITHM);
    signature.initSign(authority);
    update(signature, topic, payload);
    return Base64.getEncoder().encodeToString(signature.sign());
  }

  /**
   * Whether this is the authority's signature of this message; false for null and for no Base64.
   */
  public static boolean proves(
      PublicKey authority, String topic, byte[] payload, String signature) {
    if (signature == null) {
      return false;
    }
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(authority);
      update(check, topic, payload);
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException forged) {
      return false;
    }
  }

  private static void update(Signature signature, String topic, byte[] payload)
      throws GeneralSecurityException {
    signature.update(topic.getBytes(StandardCharsets.UTF_8));
    signature.update((byte) 0);
    signature.update(payload);
  }
}
