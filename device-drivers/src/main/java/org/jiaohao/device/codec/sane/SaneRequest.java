package org.jiaohao.device.codec.sane;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Bytes of requests: the number of the call and its arguments. */
public final class SaneRequest {
  private static final int INIT = 0;
  private static final int GET_DEVICES = 1;
  private static final int OPEN = 2;
  private static final int CLOSE = 3;
  private static final int GET_OPTIONS = 4;
  private static final int CONTROL_OPTION = 5;
  private static final int GET_PARAMETERS = 6;
  private static final int START = 7;
  private static final int CANCEL = 8;
  private static final int AUTHORIZE = 9;
  private static final int EXIT = 10;
  private static final int VERSION = 0x01000003;
  private static final int SET = 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private SaneRequest(int call) {
    word(call);
  }

  private SaneRequest word(int value) {
    out.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
    return this;
  }

  private SaneRequest text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    word(bytes.length + 1);
    out.writeBytes(bytes);
    out.write(0);
    return this;
  }

  private byte[] bytes() {
    return out.toByteArray();
  }

  /** Greets; must come first. */
  public static byte[] init(String user) {
    return new SaneRequest(INIT).word(VERSION).text(user).bytes();
  }

  /** Asks for the devices. */
  public static byte[] devices() {
    return new SaneRequest(GET_DEVICES).bytes();
  }

  /** Opens a device; the empty name is the first one. */
  public static byte[] open(String device) {
    return new SaneRequest(OPEN).text(device).bytes();
  }

  /** Closes a device. */
  public static byte[] close(int handle) {
    return new SaneRequest(CLOSE).word(handle).bytes();
  }

  /** Asks for all options. */
  public static byte[] options(int handle) {
    return new SaneRequest(GET_OPTIONS).word(handle).bytes();
  }

  /** Sets a number or a boolean. */
  public static byte[] set(int handle, SaneOption option, int value) {
    return new SaneRequest(CONTROL_OPTION)
        .word(handle)
        .word(option.number())
        .word(SET)
        .word(option.type())
        .word(4)
        .word(1)
        .word(value)
        .bytes();
  }

  /** Sets a string. */
  public static byte[] set(int handle, SaneOption option, String value) {
    int size = value.getBytes(StandardCharsets.UTF_8).length + 1;
    return new SaneRequest(CONTROL_OPTION)
        .word(handle)
        .word(option.number())
        .word(SET)
        .word(SaneOption.STRING)
        .word(size)
        .text(value)
        .bytes();
  }

  /** Asks for the size of the picture. */
  public static byte[] parameters(int handle) {
    return new SaneRequest(GET_PARAMETERS).word(handle).bytes();
  }

  /** Begins a picture. */
  public static byte[] start(int handle) {
    return new SaneRequest(START).word(handle).bytes();
  }

  /** Ends a picture early, or a series of them. */
  public static byte[] cancel(int handle) {
    return new SaneRequest(CANCEL).word(handle).bytes();
  }

  /**
   * Proves who asks. Answered with a word, and then with the answer to the call that needed it.
   *
   * @param resource as that call's first answer had it
   * @param password or {@code $MD5$} and the hash of the resource's challenge and the password
   */
  public static byte[] authorize(String resource, String user, String password) {
    return new SaneRequest(AUTHORIZE).text(resource).text(user).text(password).bytes();
  }

  /** Says good-bye. */
  public static byte[] exit() {
    return new SaneRequest(EXIT).bytes();
  }
}
