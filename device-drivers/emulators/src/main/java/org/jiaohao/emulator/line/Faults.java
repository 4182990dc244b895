package org.jiaohao.emulator.line;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What can go wrong with a device on command. A fault may wait: parameter {@code after-bytes=N}
 * lets N more bytes (or rows, or frames, as the device counts) pass first. {@code on=false} takes a
 * lasting fault away.
 */
public final class Faults {
  /** Sets a lasting fault or takes it away. */
  @FunctionalInterface
  public interface Switch {
    /** Called with the state wanted and the parameters given. */
    void set(boolean on, Parameters parameters);
  }

  /** Lets something happen once. */
  @FunctionalInterface
  public interface Event {
    /** Called with the parameters given. */
    void happen(Parameters parameters);
  }

  /** No fault of this name. */
  public static final class UnknownFaultException extends RuntimeException {
    UnknownFaultException(String name, Set<String> names) {
      super("No fault '" + name + "'; there are: " + String.join(", ", names));
    }
  }

  private record Waiting(String name, String unit, long[] left, Parameters parameters) {}

  private final Map<String, Switch> switches = new TreeMap<>();
  private final Map<String, Event> events = new TreeMap<>();
  private final Set<String> active = new TreeSet<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<String, Long> hits = new TreeMap<>();

  /** Defines a fault that lasts until it is taken away. */
  public void lasting(String name, Switch fault) {
    switches.put(name, fault);
  }

  /** Defines something that happens once. */
  public void once(String name, Event fault) {
    events.put(name, fault);
  }

  /** Every name, sorted. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(switches.keySet());
    names.addAll(events.keySet());
    return names;
  }

  /** The lasting faults that are set, and those that wait. */
  public List<String> shown() {
    List<String> shown = new ArrayList<>(active);
    waiting.forEach(w -> shown.add(w.name + " after " + w.left[0] + " " + w.unit));
    return shown;
  }

  /** Whether a lasting fault is set. */
  public boolean active(String name) {
    return active.contains(name);
  }

  /**
   * Sets a fault, now or later, or takes it away.
   *
   * @throws UnknownFaultException when there is none of this name
   * @throws IllegalArgumentException when a parameter makes no sense
   */
  public void apply(String name, Parameters parameters) {
    if (!switches.containsKey(name) && !events.containsKey(name)) {
      throw new UnknownFaultException(name, names());
    }
    String unit = parameters.unitToWaitFor();
    if (unit != null) {
      long[] left = {parameters.number("after-" + unit, 0)};
      waiting.add(new Waiting(name, unit, left, parameters.withoutWaiting()));
    } else if (events.containsKey(name)) {
      events.get(name).happen(parameters);
    } else if (parameters.on()) {
      active.add(name);
      switches.get(name).set(true, parameters);
    } else {
      off(name);
    }
  }

  /** Takes a lasting fault away, also one that still waits. */
  public void off(String name) {
    waiting.removeIf(w -> w.name.equals(name));
    if (active.remove(name)) {
      switches.get(name).set(false, Parameters.NONE);
    }
  }

  /** A fault has taken effect on the device or on something it sent. */
  public void hit(String name) {
    hits.merge(name, 1L, Long::sum);
  }

  /** How often a fault has taken effect since the start. */
  public long hits(String name) {
    return hits.getOrDefault(name, 0L);
  }

  /** Takes every lasting and waiting fault away. */
  public void clear() {
    waiting.clear();
    List.copyOf(active).forEach(this::off);
  }

  /** Something countable passed; faults that waited for it come now. */
  public void count(String unit) {
    if (waiting.isEmpty()) {
      return;
    }
    List<Waiting> due = new ArrayList<>();
    Iterator<Waiting> each = waiting.iterator();
    while (each.hasNext()) {
      Waiting next = each.next();
      if (next.unit.equals(unit) && --next.left[0] <= 0) {
        each.remove();
        due.add(next);
      }
    }
    due.forEach(w -> apply(w.name, w.parameters));
  }
}
