package org.jiaohao.device.fuzz;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jiaohao.device.codec.FrameDecoder;

/**
 * What no bytes of the world may do to a decoder: make it fail, give other frames when they come in
 * other pieces, or let what it holds grow. Run by {@code ./fuzz} for as long as one likes.
 */
public final class DecoderFuzz {
  private static final int MOST_HELD = 256 * 1024;
  private static final int REPEATS = 40;
  private static final Class<?> DECODER =
      Decoders.named(System.getProperty("jiaohao.decoder", "OnbonFrameDecoder"));

  private DecoderFuzz() {}

  /** Entry of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    check(DECODER, input);
  }

  /** Checks one input: the first byte chooses the size of the pieces. */
  static void check(Class<?> decoder, byte[] input) {
    int piece = input.length == 0 ? 1 : 1 + (input[0] & 0x3f);
    FrameDecoder<?> whole = Decoders.make(decoder);
    FrameDecoder<?> cut = Decoders.make(decoder);
    List<Object> frames = new ArrayList<>(whole.take(input, input.length));
    List<Object> same = new ArrayList<>();
    for (int at = 0; at < input.length; at += piece) {
      byte[] part = Arrays.copyOfRange(input, at, Math.min(input.length, at + piece));
      same.addAll(cut.take(part, part.length));
    }
    if (!text(frames).equals(text(same))) {
      throw new AssertionError("other frames in pieces of " + piece + ": " + text(same));
    }
    for (int i = 0; i < REPEATS; i++) {
      whole.take(input, input.length);
    }
    long held = held(whole, new IdentityHashMap<>());
    if (held > MOST_HELD) {
      throw new AssertionError("the decoder holds " + held + " bytes");
    }
  }

  /** Frames as text: records with arrays have no equality of content. */
  private static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    }
    if (value instanceof Iterable<?> all) {
      var text = new StringBuilder("[");
      all.forEach(each -> text.append(text(each)).append(';'));
      return text.append(']').toString();
    }
    if (value instanceof Record record) {
      var text = new StringBuilder(record.getClass().getSimpleName());
      for (var component : record.getClass().getRecordComponents()) {
        try {
          component.getAccessor().setAccessible(true);
          text.append(' ').append(text(component.getAccessor().invoke(record)));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
      return text.toString();
    }
    return String.valueOf(value);
  }

  /** Bytes in arrays and collections that are reached from an object of ours. */
  private static long held(Object object, Map<Object, Boolean> seen) {
    if (object == null || seen.put(object, true) != null) {
      return 0;
    }
    Class<?> type = object.getClass();
    if (type.isArray()) {
      int length = Array.getLength(object);
      if (type.getComponentType().isPrimitive()) {
        return length;
      }
      long sum = 0;
      for (int i = 0; i < length; i++) {
        sum += held(Array.get(object, i), seen);
      }
      return sum;
    }
    if (object instanceof Iterable<?> all) {
      long sum = 0;
      for (Object each : all) {
        sum += 16 + held(each, seen);
      }
      return sum;
    }
    if (object instanceof java.io.ByteArrayOutputStream bytes) {
      return bytes.size();
    }
    return type.getName().startsWith("org.jiaohao") ? fields(object, type, seen) : 0;
  }

  private static long fields(Object object, Class<?> type, Map<Object, Boolean> seen) {
    long sum = 0;
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        try {
          field.setAccessible(true);
          sum += held(field.get(object), seen);
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return sum;
  }
}
