package org.jiaohao.hall;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** TLS of a client that trusts one authority. */
public final class OneAuthority {
  private OneAuthority() {}

  /** Trusts servers that this authority vouches for by its signature. */
  public static SSLContext of(X509Certificate authority) {
    var manager =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("only servers are checked here");
          }

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type)
              throws java.security.cert.CertificateException {
            try {
              chain[0].verify(authority.getPublicKey());
            } catch (GeneralSecurityException e) {
              throw new java.security.cert.CertificateException(e);
            }
          }

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
