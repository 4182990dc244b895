package org.jiaohao.device.driver;

import org.jiaohao.device.transport.TransportException;

/**
 * What trouble with the line to a device is called, and what to do about it.
 *
 * @param code stable code of the fault
 * @param zh what is wrong and what to do next, zh-CN
 * @param en the same in English
 */
record LineTrouble(String code, String zh, String en) {

  /** Of one device. */
  static LineTrouble of(String device, TransportException e) {
    return switch (e.reason()) {
      case NOT_THERE ->
          new LineTrouble(
              "NO_HARDWARE",
              "找不到设备，请检查电源、连接线和配置中的地址；接好后自动恢复。",
              "The device is not there. Check its power, cable and configured address; it recovers"
                  + " by itself.");
      case GONE ->
          new LineTrouble(
              "LINE_LOST",
              "与设备失去联系，请检查电源和连接线；接好后自动恢复。",
              "The device was lost. Check its power and cable; it recovers by itself.");
      case TIMEOUT ->
          new LineTrouble(
              "TIMEOUT",
              "设备不接收数据，请检查电源、网络和设备面板上的提示。",
              "The device takes no data. Check its power, the network and what its panel says.");
      case AMBIGUOUS ->
          new LineTrouble(
              "AMBIGUOUS",
              "有几个 USB 设备都符合这个地址，请在地址中加上 serial= 或 at=（运行 devices scan 可查看）。",
              "Several USB devices fit this address. Add serial= or at= to it; devices scan shows"
                  + " them.");
      case DENIED ->
          new LineTrouble(
              "DENIED",
              "无法打开设备端口：端口被其他程序占用或没有权限。请关闭该程序，或将运行用户加入 dialout 组（USB 打印机为 lp，键盘为 input；hidraw 需"
                  + " udev 规则）。",
              "The device's port cannot be opened: another program has it, or rights are missing."
                  + " End that program, or add the user to the group dialout (USB printers: lp,"
                  + " keyboards: input; hidraw needs a udev rule).");
      case CERTIFICATE, TLS, TLS_WANTED, LOGIN -> ofHttp(device, e);
    };
  }

  private static LineTrouble ofHttp(String device, TransportException e) {
    return switch (e.reason()) {
      case CERTIFICATE ->
          new LineTrouble(
              "CERTIFICATE",
              "设备出示的证书与以前的不同（"
                  + e.getMessage()
                  + "），已拒绝连接。请在设备面板或其管理网页上核对指纹：确是本设备换了证书，请在本机运行 devices trust "
                  + device
                  + "；不是，请断开该设备并联系技术人员。",
              "The device shows another certificate than before ("
                  + e.getMessage()
                  + "); it is not used. Compare the fingerprint on its panel or page: if the device"
                  + " got a new certificate, run devices trust "
                  + device
                  + " here; if not, disconnect it and call support.");
      case TLS ->
          new LineTrouble(
              "TLS",
              "无法与设备建立安全连接（"
                  + e.getMessage()
                  + "），请检查地址中的端口；如设备只支持旧的 TLS 版本，请更新其固件，或在受信任的网络中改用不加密的地址。",
              "No secure connection to the device can be made ("
                  + e.getMessage()
                  + "). Check the port in its address; if it"
                  + " knows old versions of TLS only, update it, or use the plain address in a"
                  + " network that is trusted.");
      case TLS_WANTED ->
          new LineTrouble(
              "TLS_WANTED",
              "设备只接受加密连接，请把地址改为 https:// 或 ipps:// 开头。",
              "The device takes secure connections only: let its address begin with https:// or"
                  + " ipps://.");
      case LOGIN ->
          new LineTrouble(
              "LOGIN",
              "设备要求登录（"
                  + e.getMessage()
                  + "），请检查配置 jiaohao.devices."
                  + device
                  + ".user 和 .password 是否与设备上的账号一致。",
              "The device asks for a login ("
                  + e.getMessage()
                  + "). Check that jiaohao.devices."
                  + device
                  + ".user and .password are those of an account of the device.");
      default -> throw new IllegalArgumentException(String.valueOf(e.reason()));
    };
  }
}
