package org.jiaohao.agent;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jiaohao.contract.http.EnrolmentCodes;
import org.jiaohao.contract.mqtt.MessageSignature;

/** The authority of a hall, and servers that it vouches for. */
final class TestAuthority {
  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant END = Instant.parse("2049-01-01T00:00:00Z");
  private static final char[] PASSWORD = "test".toCharArray();
  private static final X500Principal NAME = new X500Principal("CN=hall");

  private final KeyPair keys = keys();
  private final X509Certificate certificate;

  TestAuthority() throws Exception {
    var builder =
        new JcaX509v3CertificateBuilder(
            NAME, serial(), Date.from(BEGIN), Date.from(END), NAME, keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    certificate = sign(builder);
  }

  /** The certificate as an enrolment gives it. */
  String pem() throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  /** Properties of a message that its server sends. */
  MqttProperties signed(String topic, byte[] payload) throws GeneralSecurityException {
    var properties = new MqttProperties();
    properties.setUserProperties(
        List.of(
            new UserProperty(
                MessageSignature.PROPERTY,
                MessageSignature.of(keys.getPrivate(), topic, payload))));
    return properties;
  }

  /** A code of this hall. */
  String code() {
    return "ABCD1234" + EnrolmentCodes.mark(certificate);
  }

  /** A server of the hall, which shows its certificate with that of the authority. */
  SSLContext server() throws Exception {
    return server(
        new GeneralName(GeneralName.iPAddress, "127.0.0.1"), KeyPurposeId.id_kp_serverAuth, END);
  }

  SSLContext server(GeneralName name, KeyPurposeId purpose, Instant end) throws Exception {
    KeyPair own = keys();
    var builder =
        new JcaX509v3CertificateBuilder(
            NAME,
            serial(),
            Date.from(BEGIN),
            Date.from(end),
            new X500Principal("CN=server"),
            own.getPublic());
    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name));
    return context(own, sign(builder), certificate);
  }

  /** Somebody who shows the hall's authority, known to all, below another certificate. */
  SSLContext vouchedForBy(TestAuthority other) throws Exception {
    KeyPair own = keys();
    var builder =
        new JcaX509v3CertificateBuilder(
            NAME, serial(), Date.from(BEGIN), Date.from(END), NAME, own.getPublic());
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
    return context(own, other.sign(builder), certificate);
  }

  private static SSLContext context(KeyPair keys, Certificate... chain) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("server", keys.getPrivate(), PASSWORD, chain);
    var managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private X509Certificate sign(JcaX509v3CertificateBuilder builder) throws Exception {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static BigInteger serial() {
    return new BigInteger(64, new SecureRandom());
  }
}
