package org.jiaohao.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.device.api.DeviceConfig;

/** Agents for tests. */
final class LinkFixture {
  private LinkFixture() {}

  static AgentSettings settings(Path folder, String mqttUri) {
    return new AgentSettings(
        URI.create("http://127.0.0.1:1"),
        "yj-c00",
        "display-1",
        AgentDescription.Kind.DISPLAY,
        folder,
        null,
        mqttUri,
        List.of(
            new DeviceConfig(
                "strip-3", "onbon-k", "tcp://10.0.0.31:5005", null, Map.of("window", "3"))));
  }

  /** A link with credentials that the test broker knows; not started. */
  static MqttHallLink link(Path folder, String mqttUri) throws IOException {
    return link(folder, mqttUri, new MeasuredHallTime(Clock.systemUTC(), System::nanoTime));
  }

  static MqttHallLink link(Path folder, String mqttUri, MeasuredHallTime time) throws IOException {
    AgentSettings settings = settings(folder, mqttUri);
    CredentialStore credentials = new CredentialStore(settings);
    credentials.store(
        new Credentials(
            "yj-c00", "display-1", "yj-c00/display-1", Mosquitto.SECRET, mqttUri, null));
    return link(settings, credentials, time);
  }

  static MqttHallLink link(
      AgentSettings settings, CredentialStore credentials, MeasuredHallTime time) {
    return new MqttHallLink(settings, credentials, Clock.systemUTC(), time, "test-build");
  }
}
