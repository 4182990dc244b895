package org.jiaohao.emulator.onbon;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The dynamic areas a card holds, and what it has shown and said. */
final class SignMemory {
  private static final int KEPT = 500;

  private record Playing(AreaPlayer player, long since) {}

  private final OnbonOptions options;
  private final Clock clock;
  private final SortedMap<Integer, Playing> areas = new TreeMap<>();
  private final Deque<OnbonSignEmulator.Shown> history = new ArrayDeque<>();
  private final Deque<OnbonSignEmulator.Spoken> spoken = new ArrayDeque<>();

  SignMemory(OnbonOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  void clear() {
    areas.clear();
  }

  /**
   * A3 06: deletes and sets areas. Nothing changes when any part of it is wrong.
   *
   * @param processMode 1 = clears everything first
   * @throws java.nio.BufferUnderflowException when it ends too early
   * @throws IllegalArgumentException when an area lies outside the screen
   */
  void update(int processMode, byte[] payload, long now) {
    ByteBuffer in = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    byte[] deleted = new byte[in.get() & 0xFF];
    in.get(deleted);
    List<TextArea> added = new ArrayList<>();
    int count = in.get() & 0xFF;
    for (int i = 0; i < count; i++) {
      byte[] area = new byte[in.getShort() & 0xFFFF];
      in.get(area);
      TextArea read = TextArea.read(area, options.rom());
      if (read.x() >= options.width()
          || read.y() >= options.height()
          || read.width() == 0
          || read.height() == 0) {
        throw new IllegalArgumentException("area outside the screen");
      }
      added.add(options.dualColor() ? read : read.inRed());
    }
    if (processMode == 1) {
      areas.clear();
    }
    for (byte id : deleted) {
      areas.remove(id & 0xFF);
    }
    added.forEach(area -> put(area, now));
  }

  private void put(TextArea area, long now) {
    areas.put(area.id(), new Playing(new AreaPlayer(area), now));
    history.add(
        new OnbonSignEmulator.Shown(
            clock.instant(), area.id(), area.text().plain(), area.text().color()));
    if (history.size() > KEPT) {
      history.remove();
    }
    TextArea.Sound sound = area.sound();
    if (sound != null) {
      spoken.add(
          new OnbonSignEmulator.Spoken(
              clock.instant(),
              sound.text(),
              sound.person(),
              sound.repeat(),
              sound.volume(),
              sound.speed()));
      if (spoken.size() > KEPT) {
        spoken.remove();
      }
    }
  }

  void draw(SignPicture picture, long now) {
    areas.values().forEach(playing -> playing.player.draw(picture, now - playing.since));
  }

  byte[] ids() {
    byte[] ids = new byte[areas.size()];
    int at = 0;
    for (int id : areas.keySet()) {
      ids[at++] = (byte) id;
    }
    return ids;
  }

  List<TextArea> areas() {
    return areas.values().stream().map(playing -> playing.player.area()).toList();
  }

  /** What a passer-by can read, areas in the order of their numbers. */
  String text() {
    return areas().stream().map(area -> area.text().plain()).collect(Collectors.joining(" "));
  }

  Collection<OnbonSignEmulator.Shown> history() {
    return List.copyOf(history);
  }

  Collection<OnbonSignEmulator.Spoken> spoken() {
    return List.copyOf(spoken);
  }
}
