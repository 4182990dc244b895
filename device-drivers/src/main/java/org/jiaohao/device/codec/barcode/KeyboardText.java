package org.jiaohao.device.codec.barcode;

import java.util.Set;
import org.jiaohao.device.codec.input.KeyEvent;

/**
 * What a reader types, as bytes. A reader in keyboard mode presses the keys of a US keyboard,
 * whatever layout the computer has; Ctrl with a letter or one of {@code @[\]^_} is a control
 * character (HID 1.11 usage tables, Linux input-event-codes.h). A character that is not on the
 * keyboard cannot be typed so: readers then press Alt and digits, or Ctrl, Shift and U, in a way
 * that depends on the program in front. Such a code is not guessed at.
 */
public final class KeyboardText {
  /** The event is no character. */
  public static final int NONE = -1;

  /** The reader types a character by its number, which cannot be understood. */
  public static final int UNREADABLE = -2;

  private static final int ENTER = 28;
  private static final int LEFT_CTRL = 29;
  private static final int LEFT_SHIFT = 42;
  private static final int RIGHT_SHIFT = 54;
  private static final int KEYPAD_STAR = 55;
  private static final int LEFT_ALT = 56;
  private static final int SPACE = 57;
  private static final int CAPS_LOCK = 58;
  private static final int KEYPAD = 71;
  private static final int KEYPAD_ENTER = 96;
  private static final int RIGHT_CTRL = 97;
  private static final int KEYPAD_SLASH = 98;
  private static final int RIGHT_ALT = 100;
  private static final int LETTER_U = 22;
  private static final int KEYPAD_EQUAL = 117;
  private static final int KEYPAD_COMMA = 121;
  private static final int KEYPAD_LEFT_BRACKET = 179;
  private static final int KEYPAD_RIGHT_BRACKET = 180;

  /** Keys of other keyboards than the US one: what they type depends on the country. */
  private static final Set<Integer> FOREIGN = Set.of(86, 89, 90, 91, 92, 93, 94, 95, 118, 124);

  /** Keys 0 to 53; \0 is none. */
  private static final String PLAIN =
      "\0\u001b1234567890-=\b\tqwertyuiop[]\r\0asdfghjkl;'`\0\\zxcvbnm,./";

  private static final String SHIFTED =
      "\0\u001b!@#$%^&*()_+\b\tQWERTYUIOP{}\r\0ASDFGHJKL:\"~\0|ZXCVBNM<>?";

  /** Keys of the number pad from 71. */
  private static final String PAD = "789-456+1230.";

  private int held;
  private boolean capsLock;

  /** The byte an event types, {@link #NONE} or {@link #UNREADABLE}. */
  public int take(KeyEvent event) {
    if (event.type() != KeyEvent.KEY) {
      return NONE;
    }
    int modifier = modifier(event.code());
    if (modifier != 0) {
      held = event.value() == KeyEvent.RELEASED ? held & ~modifier : held | modifier;
      return NONE;
    }
    if (event.value() != KeyEvent.PRESSED) {
      return NONE;
    }
    if (event.code() == CAPS_LOCK) {
      capsLock = !capsLock;
      return NONE;
    }
    boolean shift = holds(LEFT_SHIFT) || holds(RIGHT_SHIFT);
    boolean ctrl = holds(LEFT_CTRL) || holds(RIGHT_CTRL);
    boolean byNumber = ctrl && shift && event.code() == LETTER_U;
    if (holds(LEFT_ALT) || holds(RIGHT_ALT) || byNumber) {
      return UNREADABLE;
    }
    int typed = character(event.code(), shift);
    return ctrl && typed >= 0 ? control(typed) : typed;
  }

  /** Nothing came for a while: what still seems held was let go unseen, no reader holds a key. */
  public void pause() {
    held = 0;
  }

  private boolean holds(int key) {
    return (held & modifier(key)) != 0;
  }

  private static int modifier(int key) {
    return switch (key) {
      case LEFT_SHIFT -> 1;
      case RIGHT_SHIFT -> 2;
      case LEFT_CTRL -> 4;
      case RIGHT_CTRL -> 8;
      case LEFT_ALT -> 16;
      case RIGHT_ALT -> 32;
      default -> 0;
    };
  }

  private int character(int key, boolean shift) {
    switch (key) {
      case SPACE:
        return ' ';
      case ENTER, KEYPAD_ENTER:
        return '\r';
      case KEYPAD_STAR:
        return '*';
      case KEYPAD_SLASH:
        return '/';
      case KEYPAD_EQUAL:
        return '=';
      case KEYPAD_COMMA:
        return ',';
      case KEYPAD_LEFT_BRACKET:
        return '(';
      case KEYPAD_RIGHT_BRACKET:
        return ')';
      default:
        break;
    }
    if (key >= KEYPAD && key < KEYPAD + PAD.length()) {
      return PAD.charAt(key - KEYPAD);
    }
    if (key >= PLAIN.length()) {
      return FOREIGN.contains(key) ? UNREADABLE : NONE;
    }
    char plain = PLAIN.charAt(key);
    boolean upper = plain >= 'a' && plain <= 'z' ? shift != capsLock : shift;
    char typed = upper ? SHIFTED.charAt(key) : plain;
    return typed == 0 ? NONE : typed;
  }

  private static int control(int typed) {
    int upper = typed >= 'a' && typed <= 'z' ? typed - 'a' + 'A' : typed;
    return upper >= '@' && upper <= '_' ? upper & 0x1f : NONE;
  }
}
