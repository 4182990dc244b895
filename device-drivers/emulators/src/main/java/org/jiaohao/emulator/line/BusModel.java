package org.jiaohao.emulator.line;

import java.util.List;

/**
 * Several devices on one line: each hears every byte.
 *
 * @param <M> the devices
 */
public final class BusModel<M extends DeviceModel> implements DeviceModel {
  private final List<M> devices;

  /** Puts devices on a line. */
  public BusModel(List<M> devices) {
    this.devices = List.copyOf(devices);
  }

  /** The devices, in the order given. */
  public List<M> devices() {
    return devices;
  }

  @Override
  public void receive(byte value) {
    devices.stream().filter(DeviceModel::powered).forEach(device -> device.receive(value));
  }

  @Override
  public boolean hasRoom() {
    return true; // nobody on a bus can hold up the others
  }

  @Override
  public boolean settled() {
    return devices.stream().allMatch(DeviceModel::settled);
  }

  @Override
  public void advance(long nanos) {
    devices.forEach(device -> device.advance(nanos));
  }

  @Override
  public boolean powered() {
    return devices.stream().anyMatch(DeviceModel::powered);
  }

  @Override
  public void powerOff() {
    devices.forEach(DeviceModel::powerOff);
  }

  @Override
  public void powerOn() {
    devices.forEach(DeviceModel::powerOn);
  }
}
