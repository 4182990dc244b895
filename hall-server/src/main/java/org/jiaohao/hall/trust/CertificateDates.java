package org.jiaohao.hall.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Until when the certificates that this server shows and trusts are valid. */
@Component
public class CertificateDates {
  private final CountyCertificate county;
  private final ServerCertificate server;
  private final Authority authority;
  private final BrokerAuthority broker;

  CertificateDates(
      CountyCertificate county,
      ServerCertificate server,
      Authority authority,
      BrokerAuthority broker) {
    this.county = county;
    this.server = server;
    this.authority = authority;
    this.broker = broker;
  }

  /** What a certificate is for. */
  public enum Use {
    /** The county's domain, from files. */
    COUNTY,
    /** The doors of the hall's network; renewed by itself. */
    SERVER,
    /** The hall's authority, which agents have pinned. */
    AUTHORITY,
    /** Who vouches for a broker outside of this program, from a file. */
    BROKER
  }

  /**
   * A certificate in use.
   *
   * @param use what for
   * @param until the end of its validity, or of one that it hangs on
   */
  public record Dated(Use use, Instant until) {}

  /**
   * The certificates in use, one for each use that a person must see to: the server's own only when
   * its renewal failed.
   */
  public List<Dated> all() {
    var found = new ArrayList<Dated>();
    county
        .next()
        .or(county::current)
        .ifPresent(shown -> found.add(dated(Use.COUNTY, shown.chain())));
    if (server.renewalFailed()) {
      found.add(dated(Use.SERVER, List.of(server.current().certificate())));
    }
    found.add(dated(Use.AUTHORITY, List.of(authority.certificate())));
    if (!broker.certificates().isEmpty()) {
      found.add(dated(Use.BROKER, broker.certificates()));
    }
    return found;
  }

  private static Dated dated(Use use, Collection<X509Certificate> all) {
    return new Dated(
        use,
        all.stream()
            .map(each -> each.getNotAfter().toInstant())
            .min(Instant::compareTo)
            .orElseThrow());
  }

  /**
   * When the certificate in the county's files ended, while the former one stays in use; empty when
   * there is no such thing.
   */
  public Optional<Instant> countyFilesEnded() {
    return county.ended();
  }

  /** Whether the county's files, as they are now, cannot be used. */
  public boolean countyFilesUnusable() {
    return county.unusable();
  }
}
