package org.jiaohao.hall.trust;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.springframework.stereotype.Component;

/**
 * Chooses at each handshake what the server shows: the county's certificate to whoever asks for one
 * of its names, else the hall's own. So a renewed one is in use from the next connection on.
 */
@Component
class ShownCertificates extends X509ExtendedKeyManager {
  private final ServerCertificate hall;
  private final CountyCertificate county;
  private final Map<String, Identity> chosen = new ConcurrentHashMap<>();

  ShownCertificates(ServerCertificate hall, CountyCertificate county) {
    this.hall = hall;
    this.county = county;
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    Identity shown = asksForCounty(engine.getHandshakeSession()) ? countys() : hall.current();
    if (!shown.key().getAlgorithm().equals(keyType)) {
      return null;
    }
    String alias = shown.certificate().getSerialNumber().toString();
    chosen.put(alias, shown); // one a month; the handshake asks for it by this name
    return alias;
  }

  private Identity countys() {
    return county.current().orElseGet(hall::current);
  }

  private boolean asksForCounty(SSLSession session) {
    return session instanceof ExtendedSSLSession extended
        && extended.getRequestedServerNames().stream()
            .anyMatch(
                name -> name instanceof SNIHostName host && county.names(host.getAsciiName()));
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    Identity shown = chosen.get(alias);
    return shown == null ? null : shown.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    Identity shown = chosen.get(alias);
    return shown == null ? null : shown.key();
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return null; // Tomcat uses engines
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
    return null; // never a client
  }
}
