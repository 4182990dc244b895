package org.jiaohao.contract.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Something that happened in a hall. Its {@link #type} follows from the record's name: {@link
 * TicketEvent.Called} is {@code ticket-called}.
 */
public sealed interface HallEvent
    permits AccountEvent,
        AgentEvent,
        AlertEvent,
        AnnouncementEvent,
        DayEvent,
        DeviceEvent,
        LogEvent,
        PrintEvent,
        QueueEvent,
        TicketEvent,
        WindowEvent,
        HallEvent.Changed,
        HallEvent.Imported,
        HallEvent.Unknown {

  /** What it happened to, for example {@code ticket/k3v9x0q2m4n7p1rs}. */
  String subject();

  /** Past participle with what it is about, for example {@code ticket-called}. */
  default String type() {
    return typeOf(getClass());
  }

  /** All kinds by their type, without {@link Unknown}. */
  static Map<String, Class<? extends HallEvent>> kinds() {
    return Catalogue.KINDS;
  }

  /** The type of the events of a record, for example {@code window-opened}. */
  static String typeOf(Class<? extends HallEvent> kind) {
    return Catalogue.TYPES.get(kind);
  }

  /**
   * The hall's own particulars changed.
   *
   * @param hall hall id
   * @param members names of the members that were set, for example {@code complaintPhone}
   */
  record Changed(String hall, List<String> members) implements HallEvent {
    @Override
    public String subject() {
      return "hall/" + hall;
    }
  }

  /**
   * The hall's setup was read from files.
   *
   * @param hall hall id
   */
  record Imported(String hall) implements HallEvent {
    @Override
    public String subject() {
      return "hall/" + hall;
    }
  }

  /**
   * An event of a kind this version does not know, or cannot read.
   *
   * @param type its type
   * @param subject what it happened to
   */
  record Unknown(String type, String subject) implements HallEvent {}

  /** Found by walking the sealed interfaces, so that none can be forgotten. */
  final class Catalogue {
    private static final Map<String, Class<? extends HallEvent>> KINDS = find();
    private static final Map<Class<?>, String> TYPES =
        KINDS.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private Catalogue() {}

    private static Map<String, Class<? extends HallEvent>> find() {
      var kinds = new LinkedHashMap<String, Class<? extends HallEvent>>();
      var open = new ArrayList<Class<?>>(List.of(HallEvent.class));
      while (!open.isEmpty()) {
        Class<?> next = open.removeFirst();
        if (next.isSealed()) {
          open.addAll(List.of(next.getPermittedSubclasses()));
        } else if (next != Unknown.class) {
          Class<? extends HallEvent> kind = next.asSubclass(HallEvent.class);
          kinds.put(name(kind), kind);
        }
      }
      return Map.copyOf(kinds);
    }

    private static String name(Class<?> kind) {
      String about = kind.getEnclosingClass().getSimpleName().replaceFirst("Event$", "");
      return kebab(about) + "-" + kebab(kind.getSimpleName());
    }

    private static String kebab(String name) {
      return name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
  }
}
