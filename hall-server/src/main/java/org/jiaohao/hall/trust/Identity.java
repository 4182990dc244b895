package org.jiaohao.hall.trust;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a server shows and can prove.
 *
 * @param key its key
 * @param chain its certificate, followed by those of who vouched for it
 */
record Identity(PrivateKey key, List<X509Certificate> chain) {
  X509Certificate certificate() {
    return chain.getFirst();
  }

  /** Whether the certificate is the key's. */
  boolean belongsTogether() {
    String algorithm = key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA";
    try {
      var signature = Signature.getInstance("SHA256with" + algorithm);
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(certificate().getPublicKey());
      return signature.verify(signed);
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }
}
