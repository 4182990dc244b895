package org.jiaohao.device.driver.onbon;

import java.util.Locale;
import java.util.Set;
import org.jiaohao.device.codec.onbon.PixelFormat;
import org.jiaohao.device.driver.Profiles;

/**
 * How one model of card with dynamic areas differs from the next: data, not code.
 *
 * @param deviceType number of the model in each frame
 * @param generation 5 or 6: layout of commands
 * @param format of pictures
 * @param colors 1 single colour, 2 red and green, 3 full colour
 * @param areas most areas at once
 * @param areaBytes most bytes of an area's pictures
 */
record DynamicProfile(
    int deviceType, int generation, PixelFormat format, int colors, int areas, int areaBytes) {

  static final String FAMILY = "onbon-f0";

  static DynamicProfile load(String name) {
    Profiles.Values values = Profiles.load(FAMILY, name);
    String format = values.word("pixels", Set.of("bytes", "words", "rgb565", "rgb888"));
    return new DynamicProfile(
        values.number("device-type", 0, 0xffff),
        values.number("generation", 5, 6),
        PixelFormat.valueOf(format.toUpperCase(Locale.ROOT)),
        values.number("colors", 1, 3),
        values.number("areas", 1, 32),
        values.number("area-kilobytes", 1, 300) * 1024);
  }

  /** The same for a screen with other lamps than usual for the model. */
  DynamicProfile withColors(int number) {
    return new DynamicProfile(deviceType, generation, format, number, areas, areaBytes);
  }
}
