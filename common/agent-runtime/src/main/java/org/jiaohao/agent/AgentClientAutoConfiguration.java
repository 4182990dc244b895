package org.jiaohao.agent;

import java.time.Clock;
import java.time.ZoneId;
import org.jiaohao.device.tool.DeviceScan;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * The beans of an agent: {@link AgentSettings}, {@link HallApi}, {@link HallLink}, {@link
 * HallTime}, {@link DeviceReports} and {@link DeviceBench}. Active in a program that names its kind
 * with {@code jiaohao.agent.kind}. The zone of the clock is {@code jiaohao.zone}, by default
 * Asia/Shanghai.
 */
@AutoConfiguration
@ConditionalOnProperty(prefix = "jiaohao.agent", name = "kind")
class AgentClientAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Clock clock(Environment environment) {
    return Clock.system(ZoneId.of(environment.getProperty("jiaohao.zone", "Asia/Shanghai")));
  }

  @Bean
  @ConditionalOnMissingBean
  AgentSettings agentSettings(Environment environment) {
    return AgentSettingsReader.read(environment);
  }

  @Bean
  CredentialStore credentialStore(AgentSettings settings) {
    return new CredentialStore(settings);
  }

  @Bean
  @ConditionalOnMissingBean(HallApi.class)
  HttpHallApi hallApi(AgentSettings settings, CredentialStore credentials, MeasuredHallTime time) {
    return new HttpHallApi(settings, credentials, time);
  }

  @Bean
  MeasuredHallTime hallTime(Clock clock) {
    return new MeasuredHallTime(clock, System::nanoTime);
  }

  @Bean
  HallTimeWatch hallTimeWatch(HallApi api, HallLink link, MeasuredHallTime time) {
    return new HallTimeWatch(api, link, time);
  }

  @Bean
  Enroller enroller(AgentSettings settings, HallApi api) {
    return new Enroller(settings, api);
  }

  @Bean
  @ConditionalOnMissingBean(HallLink.class)
  MqttHallLink hallLink(
      AgentSettings settings,
      CredentialStore credentials,
      Clock clock,
      MeasuredHallTime time,
      Environment environment) {
    return new MqttHallLink(
        settings,
        credentials,
        clock,
        time,
        environment.getProperty("spring.application.version", "development"));
  }

  @Bean
  DeviceBench deviceBench(HallLink link, AgentSettings settings) {
    return new DeviceBench(link, settings, new DeviceScan()::scan);
  }

  @Bean
  @ConditionalOnMissingBean
  DeviceReports deviceReports(HallLink link, Clock clock, MeasuredHallTime time) {
    var reports = new DeviceReports(link, clock, time);
    time.onMeasured(reports::measured);
    return reports;
  }

  /** An agent names the devices it uses itself with {@code jiaohao.agent.own-devices}. */
  @Bean
  @Lazy(false)
  OtherDevices otherDevices(
      AgentSettings settings, Environment environment, DeviceReports reports, DeviceBench bench) {
    String own = environment.getProperty("jiaohao.agent.own-devices", ".*");
    return new OtherDevices(settings, own, reports, bench);
  }
}
