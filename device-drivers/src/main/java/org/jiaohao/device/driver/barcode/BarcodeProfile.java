package org.jiaohao.device.driver.barcode;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jiaohao.device.codec.barcode.ReplyPattern;
import org.jiaohao.device.codec.barcode.TextFrameDecoder;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.Profiles;

/**
 * A model of reader.
 *
 * @param ssi whether it speaks SSI packets instead of text
 * @param suffixes bytes that end a code
 * @param prefix byte before a code, or -1
 * @param pause how long nothing must come before a code is taken as ended
 * @param aim whether each code begins with its AIM identifier
 * @param on bytes that let it look for a code
 * @param off bytes that stop it
 * @param replies what it answers to commands on the same line
 */
record BarcodeProfile(
    boolean ssi,
    byte[] suffixes,
    int prefix,
    Duration pause,
    boolean aim,
    byte[] on,
    byte[] off,
    List<ReplyPattern> replies) {

  static BarcodeProfile load(String name) {
    Profiles.Values values = Profiles.load("barcode", name);
    byte[] prefix = hex(name, values, "prefix");
    return new BarcodeProfile(
        values.word("protocol", Set.of("text", "ssi")).equals("ssi"),
        hex(name, values, "suffix"),
        prefix.length == 0 ? -1 : prefix[0] & 0xff,
        Duration.ofMillis(values.number("pause-ms", 10, 1000)),
        values.flag("aim"),
        hex(name, values, "trigger-on"),
        hex(name, values, "trigger-off"),
        replies(name, values));
  }

  private static List<ReplyPattern> replies(String name, Profiles.Values values) {
    String text = values.text("reply");
    try {
      return text.equals("none")
          ? List.of()
          : Arrays.stream(text.split("\\|")).map(ReplyPattern::new).toList();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "设备型号配置“" + name + "”中 reply 应为十六进制字节（?? 表示任意，多个以 | 分隔）或 none",
          "in profile '"
              + name
              + "' reply must be bytes in hex (?? for any, | between several) or none");
    }
  }

  static byte[] hex(String name, Profiles.Values values, String key) {
    String text = values.text(key);
    if (text.equals("none")) {
      return new byte[0];
    }
    try {
      return HexFormat.of().parseHex(text.replace(" ", ""));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "设备型号配置“" + name + "”中 " + key + " 应为十六进制字节（如 16 54 0D）或 none",
          "in profile '" + name + "' " + key + " must be bytes in hex (16 54 0D) or none");
    }
  }

  /** The same for a reader that is set to send AIM identifiers, or not to. */
  BarcodeProfile withAim(boolean told) {
    return new BarcodeProfile(ssi, suffixes, prefix, pause, told, on, off, replies);
  }

  /** Whether a byte ends a code. */
  boolean ends(byte value) {
    for (byte suffix : suffixes) {
      if (suffix == value) {
        return true;
      }
    }
    return false;
  }

  TextFrameDecoder decoder() {
    return new TextFrameDecoder(suffixes, prefix, replies);
  }
}
