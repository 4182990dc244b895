package org.jiaohao.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.jiaohao.contract.mqtt.BrokerSockets;
import org.jiaohao.proofs.Ports;

/** What the machine itself can do, for comparison. */
final class Yardstick {
  private static final String ROW = "x".repeat(300);
  private static final int HOPS = 300;

  private Yardstick() {}

  /** One synced SQLite commit at a time (WAL, FULL, one row of 300 bytes), for three seconds. */
  static Samples commits(Path folder) throws Exception {
    Path file = Files.createTempFile(folder, "yardstick", ".db");
    var samples = new Samples();
    String url = "jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL";
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.createStatement().execute("create table t (id integer primary key, body text)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into t (body) values (?)")) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (System.nanoTime() < end) {
          commit(insert, samples);
        }
      }
    } finally {
      for (String suffix : new String[] {"", "-wal", "-shm"}) {
        Files.deleteIfExists(Path.of(file + suffix));
      }
    }
    return samples;
  }

  private static void commit(PreparedStatement insert, Samples samples) throws SQLException {
    long start = System.nanoTime();
    insert.setString(1, ROW);
    insert.executeUpdate();
    samples.add(System.nanoTime() - start);
  }

  /** One message at a time through a mosquitto of its own: publish, QoS 1, until received. */
  static Samples hops() throws Exception {
    int port = Ports.free();
    Process broker =
        new ProcessBuilder(Hall.command("mosquitto"), "-p", String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      MqttAsyncClient client = connect("tcp://127.0.0.1:" + port);
      var received = new Semaphore(0);
      IMqttMessageListener listener = (topic, message) -> received.release();
      client
          .subscribe(
              new MqttSubscription[] {new MqttSubscription("hop", 1)},
              null,
              null,
              new IMqttMessageListener[] {listener},
              null)
          .waitForCompletion(3000);
      byte[] body = ROW.getBytes(StandardCharsets.UTF_8);
      var samples = new Samples();
      for (int i = 0; i < HOPS; i++) {
        long start = System.nanoTime();
        client.publish("hop", new MqttMessage(body, 1, false, null));
        if (!received.tryAcquire(5, TimeUnit.SECONDS)) {
          throw new IllegalStateException("the yardstick's broker lost a message");
        }
        samples.add(System.nanoTime() - start);
      }
      client.disconnect().waitForCompletion(2000);
      client.close(true);
      return samples;
    } finally {
      broker.destroy();
    }
  }

  private static MqttAsyncClient connect(String uri) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      var client = new MqttAsyncClient(uri, "bench", new MemoryPersistence());
      try {
        var options = new MqttConnectionOptions();
        options.setSocketFactory(BrokerSockets.plain());
        client.connect(options).waitForCompletion(2000);
        return client;
      } catch (MqttException e) {
        client.close(true);
        if (System.nanoTime() > end) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }
}
