package org.jiaohao.device.driver.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.io.ModalCloseable;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;
import org.jiaohao.device.transport.TransportException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line to a device that is asked by HTTP, with or without TLS: open when somebody listens
 * there. It carries requests, each on a connection of its own. What is sent, is sent once: only a
 * device that asks for a password gets a request again. The options {@code user} and {@code
 * password} log in by Basic or Digest, {@code certificates} is the file in which the certificate of
 * a device is remembered. Requests are sent by one thread at a time.
 */
public final class HttpLine implements Transport {
  private static final Logger LOG = LoggerFactory.getLogger(HttpLine.class);

  /** A device on a wireless line that sleeps hears the third try only, three seconds later. */
  private static final int CONNECT_MILLIS = 4000;

  private static final int HANDSHAKE_MILLIS = 5000;
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int MOST_HEADERS = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int UPGRADE_REQUIRED = 426;

  private static final ScheduledExecutorService ENDS =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ends of requests").factory());

  private final HttpAddress address;
  private final HttpHost target;
  private final URIAuthority authority;
  private final PinnedTrust trust;
  private final CloseableHttpClient client;
  private final HttpClientContext context = HttpClientContext.create();
  private final boolean login;

  /**
   * What a request carries.
   *
   * @param type media type
   * @param bytes null for none
   */
  public record Body(String type, byte[] bytes) {
    /** Nothing. */
    public static final Body NONE = new Body("", null);
  }

  /** Knows whether a byte of it was sent: a device that got none cannot have acted. */
  private static final class Sent extends HttpEntityWrapper {
    private boolean begun;

    Sent(byte[] body) {
      super(new ByteArrayEntity(body, null));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      begun = true;
      super.writeTo(out);
    }
  }

  /** Leads to the device at this address, with the options of its configuration. */
  public HttpLine(HttpAddress address, DeviceConfig config, HostHeader header) {
    this.address = address;
    String host = address.host().replaceAll("[\\[\\]]", "");
    this.target = new HttpHost(address.uri().getScheme(), host, address.port());
    boolean usual = address.port() == (address.secure() ? 443 : 80);
    this.authority =
        switch (header) {
          case USUAL -> new URIAuthority(host, usual ? -1 : address.port());
          case WITH_PORT -> new URIAuthority(host, address.port());
          case LOCALHOST -> new URIAuthority("localhost");
        };
    this.trust = new PinnedTrust(address, PinnedCertificates.of(config));
    this.client = client(trust);
    var options = new Options(config);
    this.login = !options.text("user", "").isEmpty();
    var logins = new BasicCredentialsProvider();
    if (login) {
      logins.setCredentials(
          new AuthScope(target),
          new UsernamePasswordCredentials(
              options.text("user", ""), options.text("password", "").toCharArray()));
    }
    context.setCredentialsProvider(logins);
  }

  /** Leads to a device at {@code http://} or {@code https://}, with no habits of its own. */
  public static HttpLine of(DeviceConfig config) {
    HttpAddress address = HttpAddress.of(config, ":8081/路径", "http", "https");
    return new HttpLine(address, config, HostHeader.USUAL);
  }

  /**
   * Remembers the certificate a device shows now, whichever it was before.
   *
   * @return its SHA-256 fingerprint
   * @throws ConfigurationException when the device is not reached through TLS, or its address names
   *     the fingerprint
   * @throws IOException when the device shows none, or the disk does not take it
   */
  public static String trustAnew(DeviceConfig config) throws IOException {
    HttpAddress address = HttpAddress.of(config, "/eSCL", "https", "ipps", "http", "ipp");
    if (!address.secure() || address.fingerprint().isPresent()) {
      throw ConfigurationException.of(
          config,
          address.secure() ? "证书指纹写在地址中，请在那里修改" : "地址不是 https:// 或 ipps://，没有证书",
          address.secure()
              ? "the fingerprint stands in its address; change it there"
              : "its address is not of https:// or ipps://, so it has no certificate");
    }
    return PinnedTrust.meetAnew(
        address, PinnedCertificates.of(config), Duration.ofMillis(HANDSHAKE_MILLIS));
  }

  private static CloseableHttpClient client(PinnedTrust trust) {
    var tls =
        new DefaultClientTlsStrategy(
            trust.context(), HostnameVerificationPolicy.CLIENT, NoopHostnameVerifier.INSTANCE);
    var heads =
        Http1Config.custom().setMaxLineLength(LONGEST_LINE).setMaxHeaderCount(MOST_HEADERS).build();
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setTlsSocketStrategy(tls)
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(heads).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.ofMilliseconds(CONNECT_MILLIS))
                    .build())
            .setDefaultTlsConfig(
                TlsConfig.custom()
                    .setHandshakeTimeout(Timeout.ofMilliseconds(HANDSHAKE_MILLIS))
                    .build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setConnectionReuseStrategy((request, response, context) -> false)
        .setUserAgent("jiaohao")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableContentCompression()
        .disableCookieManagement()
        .build();
  }

  /** Where requests go to, always with its port. */
  public URI uri() {
    return address.uri();
  }

  /**
   * Sends a request without a body; all of it takes at most twice the deadline.
   *
   * @throws TransportException as {@link #send(String, URI, Body, Duration, Duration)}
   */
  public HttpAnswer send(String method, URI to, Duration deadline) throws TransportException {
    return send(method, to, Body.NONE, deadline, deadline.multipliedBy(2));
  }

  /**
   * Sends a request.
   *
   * @param to its path and query count
   * @param answer longest wait for the answer, and between its bytes; no shorter by a part of a
   *     millisecond, or a job would end before its deadline
   * @param whole longest time for all, whatever the device does meanwhile: what came until then is
   *     handed on
   * @throws TransportException when the device did not take the request, since nobody listens there
   *     any more ({@code GONE}), its certificate is another one than before ({@code CERTIFICATE}),
   *     it speaks no TLS that is safe ({@code TLS}), or it wants TLS ({@code TLS_WANTED}) or a
   *     right password ({@code LOGIN})
   */
  public HttpAnswer send(String method, URI to, Body body, Duration answer, Duration whole)
      throws TransportException {
    var request = request(method, to, body);
    context.setRequestConfig(
        RequestConfig.custom()
            .setResponseTimeout(Timeout.ofMilliseconds(answer.plusNanos(999_999).toMillis()))
            .setExpectContinueEnabled(false)
            .build());
    var end = ENDS.schedule(request::cancel, whole.toNanos(), TimeUnit.NANOSECONDS);
    HttpAnswer got = HttpAnswer.NONE;
    ClassicHttpResponse response = null;
    try {
      response = client.executeOpen(target, request, context);
      remember();
      got = BodyReader.read(response);
    } catch (ConnectException | ConnectTimeoutException | UnknownHostException e) {
      throw new TransportException(Reason.GONE, address.text() + ": " + e.getMessage());
    } catch (IOException e) {
      got = broken(e, request.getEntity() instanceof Sent sent && !sent.begun);
    } finally {
      end.cancel(false);
      // Without the rest of the answer, which may have no end.
      Closer.close((ModalCloseable) response, CloseMode.IMMEDIATE);
    }
    return refused(got);
  }

  private HttpUriRequestBase request(String method, URI to, Body body) {
    String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
    var made = new HttpUriRequestBase(method, URI.create("/"));
    made.setPath((to.getRawPath().isEmpty() ? "/" : to.getRawPath()) + query);
    if (body.bytes() != null) {
      made.setEntity(new Sent(body.bytes()));
      made.setHeader("Content-Type", body.type());
    }
    made.setScheme(target.getSchemeName());
    made.setAuthority(authority);
    return made;
  }

  /** A disk that is full must not stop the device: it is tried again with the next request. */
  private void remember() {
    try {
      trust.proved();
    } catch (IOException e) {
      LOG.warn(
          "设备证书无法保存，请检查磁盘空间 / the certificate of {} cannot be kept, look at the disk: {}",
          address.text(),
          String.valueOf(e));
    }
  }

  private HttpAnswer broken(IOException e, boolean unsent) throws TransportException {
    if (e instanceof SSLException && trust.refusal().isPresent()) {
      throw new TransportException(Reason.CERTIFICATE, trust.refusal().get());
    }
    boolean noTls = String.valueOf(e.getMessage()).contains("unrecognized SSL message");
    if (e instanceof SSLHandshakeException || noTls) {
      throw new TransportException(Reason.TLS, address.text() + ": " + e.getMessage());
    }
    if (unsent) {
      throw new TransportException(Reason.GONE, address.text() + ": " + e.getMessage());
    }
    LOG.debug("{}: {}", address.text(), String.valueOf(e));
    return HttpAnswer.NONE;
  }

  private HttpAnswer refused(HttpAnswer answer) throws TransportException {
    switch (answer.status()) {
      case UNAUTHORIZED, FORBIDDEN ->
          throw new TransportException(
              Reason.LOGIN, "HTTP " + answer.status() + (login ? "" : ", no user"));
      case UPGRADE_REQUIRED ->
          throw new TransportException(Reason.TLS_WANTED, "HTTP " + answer.status());
      default -> {
        return answer;
      }
    }
  }

  @Override
  public String address() {
    return address.text();
  }

  @Override
  public Optional<String> certificate() {
    return trust.shown().filter(shown -> trust.refusal().isEmpty());
  }

  @Override
  public ByteChannel open() throws TransportException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(target.getHostName(), address.port()), CONNECT_MILLIS);
    } catch (IOException e) {
      throw new TransportException(Reason.NOT_THERE, address.text() + ": " + e.getMessage());
    }
    return new ByteChannel() {
      @Override
      public int read(byte[] buffer, Duration wait) {
        return 0;
      }

      @Override
      public void write(byte[] bytes, Duration deadline) throws TransportException {
        throw new TransportException(Reason.GONE, "this line carries requests, not bytes");
      }

      @Override
      public void close() {
        // nothing is held open between two requests
      }
    };
  }
}
