package org.jiaohao.device.driver.camera;

import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DocumentCamera;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.Pace;

/**
 * Overhead cameras of the USB video class: {@code camera:/dev/v4l/by-path/…}, on Windows {@code
 * camera:} and the camera's name. {@code profile} names the program that takes the picture, {@code
 * width} (2592) and {@code height} (1944) are pixels; a camera that lacks that size gives its
 * nearest. Tried with a program in its place; no camera was at hand.
 */
public final class CameraDriver implements DeviceDriver<DocumentCamera> {
  private static final String SCHEME = "camera:";
  private static final int MOST = 10_000;

  @Override
  public String name() {
    return "camera";
  }

  @Override
  public Class<DocumentCamera> kind() {
    return DocumentCamera.class;
  }

  @Override
  public DocumentCamera create(DeviceConfig config, Lines lines, Pace pace) {
    String address = String.valueOf(config.address());
    if (!address.startsWith(SCHEME) || address.length() == SCHEME.length()) {
      throw ConfigurationException.of(
          config,
          "地址应为 camera:/dev/v4l/by-path/…（Windows 为 camera:摄像头名称）；运行 devices scan 可查看",
          "the address must be camera:/dev/v4l/by-path/… (on Windows camera: and the camera's"
              + " name); devices scan shows it");
    }
    var options = new Options(config);
    return new CommandCamera(
        config.name(),
        pace,
        address.substring(SCHEME.length()),
        CameraProgram.load(options.profile("v4l2")),
        options.number("width", 2592, 160, MOST),
        options.number("height", 1944, 120, MOST));
  }
}
