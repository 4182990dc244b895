package org.jiaohao.device.codec.escpos;

/** What an ESC/POS printer sends. */
public sealed interface EscPosAnswer {
  /**
   * Answer to DLE EOT, pattern 0xx1xx10; kiosk printers set bit 7 while a ticket was not taken.
   *
   * @param bits the byte
   */
  record RealTime(int bits) implements EscPosAnswer {}

  /**
   * Automatic status, four bytes.
   *
   * @param first printer
   * @param second errors
   * @param third paper
   * @param fourth reserved
   */
  record Automatic(int first, int second, int third, int fourth) implements EscPosAnswer {}

  /**
   * A block, ended by NUL.
   *
   * @param header its first byte
   * @param body bytes between header and NUL, ISO-8859-1
   */
  record Block(int header, String body) implements EscPosAnswer {
    private static final int PROCESS_ID = 0x37;
    private static final String PROCESS_ID_TYPE = "\"";

    /**
     * Whether this is the answer to a process id request with these four digits. Noise in front of
     * it may have been taken for the beginning of the block.
     */
    public boolean answers(String fourDigits) {
      String whole = (char) header + body;
      return whole.endsWith((char) PROCESS_ID + PROCESS_ID_TYPE + fourDigits);
    }
  }

  /**
   * Answer to GS r or GS I, one byte.
   *
   * @param bits the byte
   */
  record Ordered(int bits) implements EscPosAnswer {}
}
