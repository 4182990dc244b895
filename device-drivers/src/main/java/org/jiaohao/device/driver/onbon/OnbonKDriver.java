package org.jiaohao.device.driver.onbon;

import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.codec.ChineseRom;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;

/**
 * Strips with an Onbon BX card of the K family. Options: {@code card-address} (1), {@code width}
 * (96) and {@code height} (16) in lamps, {@code rom} (gbk or gb2312), {@code areas} (4) the card
 * can hold.
 */
public final class OnbonKDriver implements DeviceDriver<Sign> {
  @Override
  public String name() {
    return "onbon-k";
  }

  @Override
  public Class<Sign> kind() {
    return Sign.class;
  }

  @Override
  public Sign create(DeviceConfig config, Lines lines, Pace pace) {
    var options = new Options(config);
    ChineseRom rom = options.choice("rom", Rom.GBK) == Rom.GBK ? ChineseRom.GBK : ChineseRom.GB2312;
    var card =
        new TextCard(
            options.number("card-address", 1, 1, 0xfffd),
            options.number("width", 96, 8, 4096),
            options.number("height", 16, 8, 512),
            options.number("areas", 4, 1, 32),
            new SignText(rom));
    return new OnbonSign(config.name(), pace, lines.to(config), card);
  }

  private enum Rom {
    GBK,
    GB2312
  }
}
