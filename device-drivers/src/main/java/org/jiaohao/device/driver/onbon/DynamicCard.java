package org.jiaohao.device.driver.onbon;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Area;
import org.jiaohao.device.api.SignContent.Box;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignFeatures;
import org.jiaohao.device.codec.onbon.DynamicArea;
import org.jiaohao.device.codec.onbon.DynamicCommands;
import org.jiaohao.device.codec.onbon.GeneralCommands;
import org.jiaohao.device.driver.sign.Lamps;
import org.jiaohao.device.transport.TransportException;

/**
 * A card with dynamic areas, told by pictures (protocol F0, A7 00), so that every character of the
 * product's fonts can be shown. Areas live in the card's memory; programs, which would wear its
 * flash, are never sent. Brightness, power and clock go by the general protocol. Verified against
 * frames of the maker's program, not on a card: the cutting of moving texts into pages follows its
 * field "valid length", 5Q's byte order that of all its other words.
 */
final class DynamicCard implements Card {
  private static final int TIMEOUT = 60;
  private static final int BRIGHTEST = 15;

  private final int address;
  private final int width;
  private final int height;
  private final DynamicProfile profile;
  private final Framing areas;
  private Framing settings;
  private OnbonLine line;
  private int held = -1; // areas on the card; -1: what an earlier program left
  private Memory memory = Memory.HOLDS;

  DynamicCard(int address, int width, int height, DynamicProfile profile) {
    this.address = address;
    this.width = width;
    this.height = height;
    this.profile = profile;
    this.areas = Framing.dynamic(address, profile.deviceType());
  }

  @Override
  public SignFeatures features() {
    Set<Color> colors = profile.colors() == 1 ? Set.of(Color.RED) : Set.of(Color.values());
    return new SignFeatures(width, height, colors, profile.areas(), true, true, true, true, true);
  }

  @Override
  public Lamps picture(SignContent content) {
    var all = new Lamps(width, height);
    for (Area area : content.areas().stream().limit(profile.areas()).toList()) {
      Box box = box(area);
      Lamps part = pages(area).standing();
      for (int i = 0; i < box.width() * box.height(); i++) {
        int x = i % box.width();
        int y = i / box.width();
        Color lamp = part.at(x, y);
        all.set(box.x() + x, box.y() + y, lamp != null && profile.colors() == 1 ? Color.RED : lamp);
      }
    }
    return all;
  }

  private Box box(Area area) {
    return Card.box(area, width, height);
  }

  private AreaPages pages(Area area) {
    return new AreaPages(profile, area, box(area));
  }

  @Override
  public boolean moves(Area area) {
    return pages(area).moves();
  }

  @Override
  public boolean blinks() {
    return true;
  }

  @Override
  public void connected(OnbonLine open) {
    line = open;
    settings = Framing.settings(profile.generation(), address, profile.deviceType(), open.serial());
  }

  @Override
  public OptionalInt show(List<Part> parts) throws TransportException {
    List<byte[]> commands = new ArrayList<>();
    if (held < 0) {
      commands.add(DynamicCommands.deleteAll());
    }
    for (int id = parts.size(); id < held; id++) {
      commands.add(DynamicCommands.delete(id));
    }
    List<DynamicArea> due = new ArrayList<>();
    for (int id = 0; id < parts.size(); id++) {
      if (parts.get(id).due()) {
        due.add(area(id, parts.get(id)));
      }
    }
    if (profile.generation() == 5) {
      due.forEach(area -> commands.add(DynamicCommands.update5(area)));
    } else if (!due.isEmpty()) {
      commands.add(DynamicCommands.update6(due));
    }
    for (byte[] command : commands) {
      OptionalInt error = line.exchange(areas, command);
      if (error.isEmpty() || error.getAsInt() != 0) {
        return error;
      }
    }
    held = parts.size();
    return OptionalInt.of(0);
  }

  private DynamicArea area(int id, Part part) {
    Box box = box(part.area());
    return new DynamicArea(
        id,
        TIMEOUT,
        box.x(),
        box.y(),
        box.width(),
        box.height(),
        pages(part.area()).pages(part.look()));
  }

  /** A card that missed a question may have been without power: it boots for 5 to 20 s. */
  @Override
  public OptionalInt ask() throws TransportException {
    OptionalInt error = line.exchange(areas, DynamicCommands.ping());
    memory = line.repeated() ? Memory.LOST : Memory.HOLDS;
    return error;
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public OptionalInt power(boolean on) throws TransportException {
    return line.exchange(settings, GeneralCommands.power(on));
  }

  @Override
  public OptionalInt brightness(int percent) throws TransportException {
    int level = Math.max(1, Math.round(percent * BRIGHTEST / 100f));
    return line.exchange(settings, GeneralCommands.brightness(level));
  }

  @Override
  public OptionalInt clock(LocalDateTime time) throws TransportException {
    return line.exchange(settings, GeneralCommands.clock(time));
  }
}
