package org.jiaohao.emulator.control;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A running emulated device. */
public interface EmulatedDevice extends AutoCloseable {
  /**
   * Address for a driver: {@code serial:/tmp/x.tty} or {@code tcp://127.0.0.1:12345}. It is text,
   * not a URI: file names stand in it as they are.
   */
  String address();

  /** Everything that can be seen, as records and lists that become JSON. */
  Object state();

  /** Names for {@link #fault(String, Map)}. */
  Set<String> faultNames();

  /**
   * Lets something go wrong or well.
   *
   * @param name one of {@link #faultNames()}
   * @param parameters such as {@code on=false} or {@code after-bytes=100}
   * @throws org.jiaohao.emulator.line.Faults.UnknownFaultException when there is none of this name
   * @throws IllegalArgumentException when a parameter makes no sense
   */
  void fault(String name, Map<String, String> parameters);

  /** Same without parameters. */
  default void fault(String name) {
    fault(name, Map.of());
  }

  /**
   * How often a fault has taken effect since the start: an answer was spoiled, held back or not
   * sent, the power went, the cable was pulled.
   */
  long hits(String fault);

  /** Takes every lasting fault away. */
  void clear();

  /**
   * A picture or text.
   *
   * @param path such as {@code /paper.png}
   */
  Optional<Content> content(String path);

  @Override
  void close();

  /**
   * Something to look at.
   *
   * @param type media type
   */
  record Content(String type, byte[] bytes) {}
}
