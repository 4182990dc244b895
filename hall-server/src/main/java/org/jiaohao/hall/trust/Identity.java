package org.jiaohao.hall.trust;

import java.security.PrivateKey;
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
}
