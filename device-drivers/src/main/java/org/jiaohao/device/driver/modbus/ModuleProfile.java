package org.jiaohao.device.driver.modbus;

import java.util.Set;
import org.jiaohao.device.driver.Profiles;

/**
 * A model of module.
 *
 * @param lights lamps (coils), 1 to 64
 * @param firstLight coil of the first
 * @param buttons inputs with buttons, 0 to 64
 * @param firstButton discrete input of the first
 * @param buttonsDown whether an input is 1 while its button is down
 * @param writesMany whether function 15 is known; else each lamp is written with function 5
 */
record ModuleProfile(
    int lights,
    int firstLight,
    int buttons,
    int firstButton,
    boolean buttonsDown,
    boolean writesMany) {
  private static final int MOST = 64;

  static ModuleProfile load(String name) {
    Profiles.Values values = Profiles.load("modbus-lights", name);
    return new ModuleProfile(
        values.number("lights", 1, MOST),
        values.number("first-light", 0, 0xFFFF - MOST),
        values.number("buttons", 0, MOST),
        values.number("first-button", 0, 0xFFFF - MOST),
        values.word("button-down", Set.of("high", "low")).equals("high"),
        values.word("write", Set.of("many", "single")).equals("many"));
  }
}
