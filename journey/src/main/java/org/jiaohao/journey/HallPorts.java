package org.jiaohao.journey;

import java.util.function.IntUnaryOperator;

/**
 * Where a hall server listens, all on loopback.
 *
 * @param http pages and API for programs of this machine
 * @param https the same with TLS, for agents
 * @param phones pages of phones
 * @param mqtt the broker for programs of this machine
 * @param mqtts the same with TLS, for agents
 */
record HallPorts(int http, int https, int phones, int mqtt, int mqtts) {
  /** The usual ports, each given to {@code choice}. */
  static HallPorts of(IntUnaryOperator choice) {
    return new HallPorts(
        choice.applyAsInt(8080),
        choice.applyAsInt(8443),
        choice.applyAsInt(8090),
        choice.applyAsInt(1883),
        choice.applyAsInt(8883));
  }
}
