package org.jiaohao.agent;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.device.api.DeviceConfig;

/**
 * Settings of an agent, from file, environment or argument. Names of environment variables cannot
 * carry the dashes of device names: devices are set by file, argument or {@code
 * SPRING_APPLICATION_JSON}.
 *
 * @param server {@code jiaohao.server}, base address of the hall server
 * @param hall {@code jiaohao.hall}, hall id
 * @param agentId {@code jiaohao.agent.id}
 * @param kind KIOSK or DISPLAY, fixed by the program
 * @param dataDir {@code jiaohao.data}, folder for credentials and journals; by default {@code
 *     data/{agentId}} below the working folder
 * @param enrolmentCode {@code jiaohao.enrolment-code} or null; used once when no credentials are
 *     stored
 * @param mqttUri {@code jiaohao.mqtt.uri} or null to use the address from the enrolment
 * @param devices {@code jiaohao.devices.*}, in order of name
 */
public record AgentSettings(
    URI server,
    String hall,
    String agentId,
    AgentDescription.Kind kind,
    Path dataDir,
    String enrolmentCode,
    String mqttUri,
    List<DeviceConfig> devices) {}
