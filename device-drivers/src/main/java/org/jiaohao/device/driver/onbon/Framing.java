package org.jiaohao.device.driver.onbon;

import java.util.ArrayList;
import java.util.List;
import org.jiaohao.device.codec.onbon.DynamicFrame;
import org.jiaohao.device.codec.onbon.DynamicFrameDecoder;
import org.jiaohao.device.codec.onbon.GeneralCommands;
import org.jiaohao.device.codec.onbon.GeneralFrame;
import org.jiaohao.device.codec.onbon.GeneralFrameDecoder;
import org.jiaohao.device.codec.onbon.OnbonCommands;
import org.jiaohao.device.codec.onbon.OnbonFrame;
import org.jiaohao.device.codec.onbon.OnbonFrameDecoder;

/**
 * How a command becomes a frame for one card, and its bytes become answers. What other cards say,
 * or a bus without direction control echoes, is no answer.
 */
interface Framing {
  /** The frame of a command. */
  byte[] frame(byte[] command);

  /** Data of the card's answers that these bytes complete. */
  List<byte[]> take(byte[] bytes, int count);

  /** Error code of an answer, 0 = carried out. */
  int error(byte[] answer);

  /** Text cards of the K family. */
  static Framing text(int card) {
    var decoder = new OnbonFrameDecoder();
    return new Framing() {
      @Override
      public byte[] frame(byte[] command) {
        return new OnbonFrame(card, OnbonFrame.COMPUTER, command).encode();
      }

      @Override
      public List<byte[]> take(byte[] bytes, int count) {
        List<byte[]> answers = new ArrayList<>();
        for (OnbonFrame frame : decoder.take(bytes, count)) {
          if (answers(frame.source(), frame.destination(), card)) {
            answers.add(frame.data());
          }
        }
        return answers;
      }

      @Override
      public int error(byte[] answer) {
        return OnbonCommands.error(answer);
      }
    };
  }

  /** Dynamic areas. */
  static Framing dynamic(int card, int type) {
    var decoder = new DynamicFrameDecoder();
    return new Framing() {
      @Override
      public byte[] frame(byte[] command) {
        return new DynamicFrame(card, OnbonFrame.COMPUTER, type, command).encode();
      }

      @Override
      public List<byte[]> take(byte[] bytes, int count) {
        List<byte[]> answers = new ArrayList<>();
        for (DynamicFrame frame : decoder.take(bytes, count)) {
          if (answers(frame.source(), frame.destination(), card)) {
            answers.add(frame.data());
          }
        }
        return answers;
      }

      @Override
      public int error(byte[] answer) {
        return GeneralCommands.error(answer);
      }
    };
  }

  /** Settings of cards with dynamic areas. */
  static Framing settings(int generation, int card, int type, boolean serial) {
    var decoder = new GeneralFrameDecoder();
    int line = serial || generation == 6 ? 0 : 1; // as the maker's program tells each generation
    return new Framing() {
      private int sequence;

      @Override
      public byte[] frame(byte[] command) {
        sequence = sequence + 1 & 0xffff;
        return new GeneralFrame(
                generation, card, OnbonFrame.COMPUTER, type, line, sequence, 0, command)
            .encode();
      }

      @Override
      public List<byte[]> take(byte[] bytes, int count) {
        List<byte[]> answers = new ArrayList<>();
        for (GeneralFrame frame : decoder.take(bytes, count)) {
          if (answers(frame.source(), frame.destination(), card)) {
            answers.add(frame.body());
          }
        }
        return answers;
      }

      @Override
      public int error(byte[] answer) {
        return GeneralCommands.error(answer);
      }
    };
  }

  private static boolean answers(int source, int destination, int card) {
    return source == card && destination == OnbonFrame.COMPUTER;
  }
}
