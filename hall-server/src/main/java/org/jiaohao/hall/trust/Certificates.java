package org.jiaohao.hall.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys (EC P-256) and certificates (RFC 5280). */
final class Certificates {
  /**
   * An authority does not lean on the clock of its first start, which may be wrong by years: it is
   * valid from before there was such a hall until UTCTime ends.
   */
  private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("2049-12-31T23:59:59Z");

  /** Private networks and this machine (RFC 1918, 3927, 4193, 4291). */
  private static final String[] PRIVATE_ADDRESSES = {
    "127.0.0.0/8",
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "169.254.0.0/16",
    "::1/128",
    "fc00::/7",
    "fe80::/10"
  };

  /** Names that mean nothing outside of a house (RFC 6761, 6762, 8375, and ICANN's .internal). */
  private static final String[] PRIVATE_NAMES = {
    "localhost", "local", "lan", "internal", "home.arpa"
  };

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SERIAL_BITS = 127;

  private Certificates() {}

  static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /**
   * An authority that certifies itself. It may only vouch for private addresses and names and for
   * those given: whoever trusts it does not hand it the rest of the world.
   */
  static X509Certificate authority(KeyPair keys, Collection<String> names)
      throws GeneralSecurityException {
    byte[] id = new BigInteger(32, RANDOM).toByteArray();
    var subject =
        new X500Principal(
            "CN=Jiaohao hall CA " + HexFormat.of().formatHex(id) + ", O=Jiaohao hall");
    GeneralSubtree[] permitted =
        Stream.of(
                Stream.of(PRIVATE_ADDRESSES)
                    .map(net -> new GeneralName(GeneralName.iPAddress, net)),
                Stream.of(PRIVATE_NAMES).map(name -> new GeneralName(GeneralName.dNSName, name)),
                names.stream().map(Certificates::subtree))
            .flatMap(each -> each)
            .distinct()
            .map(GeneralSubtree::new)
            .toArray(GeneralSubtree[]::new);
    X509v3CertificateBuilder builder = builder(subject, subject, keys.getPublic(), BEGIN, END);
    try {
      var extensions = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
          .addExtension(Extension.nameConstraints, true, new NameConstraints(permitted, null))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              extensions.createSubjectKeyIdentifier(keys.getPublic()));
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    return sign(builder, keys.getPrivate());
  }

  /** A certificate for a server of these names and addresses. */
  static X509Certificate server(
      PublicKey key,
      Collection<String> names,
      Instant from,
      Instant until,
      X509Certificate authority,
      PrivateKey authorityKey)
      throws GeneralSecurityException {
    var subject = new X500Principal("CN=Jiaohao hall server, O=Jiaohao hall");
    X509v3CertificateBuilder builder =
        builder(authority.getSubjectX500Principal(), subject, key, from, until);
    GeneralName[] all = names.stream().map(Certificates::name).toArray(GeneralName[]::new);
    try {
      var extensions = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
          .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(all))
          .addExtension(
              Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              extensions.createAuthorityKeyIdentifier(authority.getPublicKey()));
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    return sign(builder, authorityKey);
  }

  /** Whether an authority was given the right to vouch for a name or an address. */
  static boolean mayVouchFor(X509Certificate authority, String name) {
    byte[] extension = authority.getExtensionValue(Extension.nameConstraints.getId());
    var constraints =
        NameConstraints.getInstance(ASN1OctetString.getInstance(extension).getOctets());
    var validator = new PKIXNameConstraintValidator();
    validator.intersectPermittedSubtree(constraints.getPermittedSubtrees());
    try {
      validator.checkPermitted(name(name));
      return true;
    } catch (NameConstraintValidatorException foreign) {
      return false;
    }
  }

  private static GeneralName name(String text) {
    InetAddress address = HallNetwork.literal(text);
    return address == null
        ? new GeneralName(GeneralName.dNSName, text)
        : new GeneralName(GeneralName.iPAddress, address.getHostAddress());
  }

  /** A name with all below it, or one address. */
  private static GeneralName subtree(String text) {
    InetAddress address = HallNetwork.literal(text);
    return address == null
        ? new GeneralName(GeneralName.dNSName, text)
        : new GeneralName(
            GeneralName.iPAddress,
            address.getHostAddress() + "/" + 8 * address.getAddress().length);
  }

  private static X509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, PublicKey key, Instant from, Instant until) {
    BigInteger serial = new BigInteger(SERIAL_BITS, RANDOM).setBit(0);
    return new JcaX509v3CertificateBuilder(
        issuer, serial, Date.from(from), Date.from(until), subject, key);
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
