package org.jiaohao.device.codec.modbus;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A request to a Modbus module, as far as lamps, buttons and displays need it (Modbus application
 * protocol 1.1b3, 6.1 to 6.12).
 *
 * @param unit address of the module, 1 to 247
 * @param function 1 to 6, 15 or 16
 * @param body bytes between function and check field
 */
public record ModbusRequest(int unit, int function, byte[] body) {
  static final int READ_COILS = 0x01;
  static final int READ_INPUTS = 0x02;
  static final int READ_HOLDING = 0x03;
  static final int READ_REGISTERS = 0x04;
  static final int WRITE_COIL = 0x05;
  static final int WRITE_REGISTER = 0x06;
  static final int WRITE_COILS = 0x0F;
  static final int WRITE_REGISTERS = 0x10;

  private static final int ON = 0xFF00;
  private static final int HEADER = 2;
  private static final int CHECK = 2;

  /** Reads outputs. */
  public static ModbusRequest readCoils(int unit, int first, int count) {
    return new ModbusRequest(unit, READ_COILS, words(first, count));
  }

  /** Reads on/off inputs. */
  public static ModbusRequest readInputs(int unit, int first, int count) {
    return new ModbusRequest(unit, READ_INPUTS, words(first, count));
  }

  /** Reads registers that can be written. */
  public static ModbusRequest readHoldingRegisters(int unit, int first, int count) {
    return new ModbusRequest(unit, READ_HOLDING, words(first, count));
  }

  /** Reads registers that can only be read. */
  public static ModbusRequest readInputRegisters(int unit, int first, int count) {
    return new ModbusRequest(unit, READ_REGISTERS, words(first, count));
  }

  /** Switches one output. */
  public static ModbusRequest writeCoil(int unit, int coil, boolean on) {
    return new ModbusRequest(unit, WRITE_COIL, words(coil, on ? ON : 0));
  }

  /** Sets one register to 0 to 65535. */
  public static ModbusRequest writeRegister(int unit, int register, int value) {
    return new ModbusRequest(unit, WRITE_REGISTER, words(register, value));
  }

  /** Switches outputs that follow each other; bit 0 is the first. */
  public static ModbusRequest writeCoils(int unit, int first, int count, BitSet on) {
    int bytes = (count + 7) / 8;
    byte[] body = Arrays.copyOf(words(first, count), 5 + bytes);
    body[4] = (byte) bytes;
    byte[] bits = on.get(0, count).toByteArray();
    System.arraycopy(bits, 0, body, 5, bits.length);
    return new ModbusRequest(unit, WRITE_COILS, body);
  }

  /** Sets registers that follow each other; two bytes each, high byte first. */
  public static ModbusRequest writeRegisters(int unit, int first, byte[] values) {
    byte[] body = Arrays.copyOf(words(first, values.length / 2), 5 + values.length);
    body[4] = (byte) values.length;
    System.arraycopy(values, 0, body, 5, values.length);
    return new ModbusRequest(unit, WRITE_REGISTERS, body);
  }

  private static byte[] words(int first, int second) {
    return new byte[] {
      (byte) (first >> 8), (byte) first, (byte) (second >> 8), (byte) second,
    };
  }

  /** The bytes on the line. */
  public byte[] encode() {
    byte[] bytes = new byte[HEADER + body.length + CHECK];
    bytes[0] = (byte) unit;
    bytes[1] = (byte) function;
    System.arraycopy(body, 0, bytes, HEADER, body.length);
    int crc = Crc16.of(bytes, 0, HEADER + body.length);
    bytes[bytes.length - 2] = (byte) crc;
    bytes[bytes.length - 1] = (byte) (crc >> 8);
    return bytes;
  }

  /** Data bytes of the answer to a request that reads, 0 for one that writes. */
  int dataBytes() {
    int count = (body[2] & 0xFF) << 8 | body[3] & 0xFF;
    return switch (function) {
      case READ_COILS, READ_INPUTS -> (count + 7) / 8;
      case READ_HOLDING, READ_REGISTERS -> 2 * count;
      default -> 0;
    };
  }
}
