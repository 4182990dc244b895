package org.jiaohao.emulator.line;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jiaohao.emulator.control.EmulatedDevice;

/**
 * A device model on a line, with its faults: what most emulated devices are.
 *
 * @param <M> the model
 */
public class EmulatedModel<M extends DeviceModel> implements EmulatedDevice {
  /** Makes the model, given its faults and where its answers go. */
  @FunctionalInterface
  public interface Maker<M> {
    /** Called once. */
    M make(Faults faults, AnswerFaults spoiled, Consumer<byte[]> host);
  }

  private final Faults faults = new Faults();
  private final DeviceRunner<M> runner;
  private final Function<M, Object> state;
  private final Map<String, Function<M, Content>> contents;

  /**
   * Starts a device.
   *
   * @param listen as for {@link Line#of}
   * @param baud bits per second, 0 = no limit
   * @param dump file for the traffic, or null
   * @param state what is to be seen of the model
   * @param contents pictures and texts by path, such as {@code /sign.png}
   * @throws IOException when it cannot listen
   */
  public EmulatedModel(
      String listen,
      int baud,
      Path dump,
      Maker<M> maker,
      Function<M, Object> state,
      Map<String, Function<M, Content>> contents)
      throws IOException {
    this.state = state;
    this.contents = contents;
    this.runner =
        new DeviceRunner<>(
            listen, baud, dump, faults, host -> maker.make(faults, new AnswerFaults(faults), host));
    runner.start();
  }

  /** Reads the model while nothing else touches it. */
  public final <T> T read(Function<M, T> reader) {
    return runner.read(reader);
  }

  @Override
  public String address() {
    return runner.address();
  }

  @Override
  public Object state() {
    return runner.read(
        model ->
            Map.of(
                "address",
                address(),
                "powered",
                model.powered(),
                "plugged",
                runner.plugged(),
                "faults",
                faults.shown(),
                "received",
                runner.received(),
                "device",
                state.apply(model)));
  }

  /** Whether the cable is in. */
  protected final boolean plugged() {
    return runner.plugged();
  }

  /** The faults that are set, and those that wait. */
  protected final List<String> faults() {
    return faults.shown();
  }

  /** Bytes that reached the device's end of the line. */
  public final long received() {
    return runner.received();
  }

  @Override
  public Set<String> faultNames() {
    return faults.names();
  }

  @Override
  public void fault(String name, Map<String, String> parameters) {
    runner.fault(name, new Parameters(parameters));
  }

  @Override
  public long hits(String fault) {
    return runner.hits(fault);
  }

  @Override
  public void clear() {
    runner.clearFaults();
  }

  @Override
  public Optional<Content> content(String path) {
    return Optional.ofNullable(contents.get(path)).map(runner::read);
  }

  @Override
  public void close() {
    runner.close();
  }
}
