package org.jiaohao.emulator.camera;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.Parameters;

/**
 * A camera as the system shows it: a device file, beside it the program {@code .take} that writes a
 * picture of what lies under the camera ({@code .jpg}), and the profile {@code .yaml} that names
 * the program. The command {@code lay} ({@code text=A001}) lays another sheet under it; {@code
 * taken} lets another program hold the camera.
 */
public final class OverheadCamera implements EmulatedDevice {
  private static final String PROGRAM =
      """
      #!/bin/sh
      # DEVICE FILE: writes what lies under the camera into the file; each fault it met is a line of
      # DEVICE.met
      [ -e "$1.mute" ] && { echo mute >> "$1.met"; exec sleep 60; }
      [ -e "$1.slow" ] && { echo slow >> "$1.met"; sleep 1; }
      [ -e "$1.taken" ] && { echo taken >> "$1.met"
        echo "VIDIOC_STREAMON: failed: Device or resource busy" >&2; exit 1; }
      [ -e "$1" ] || { echo "Cannot open device $1, exiting." >&2; exit 1; }
      for spoiled in "$1".spoiled-*; do
        [ -e "$spoiled" ] && { echo "${spoiled##*.spoiled-}" >> "$1.met"; mv "$spoiled" "$2"; exit 0; }
      done
      cat "$1.jpg" > "$2"
      """;

  private static final String SPOILED = ".spoiled-";

  private final Path node;
  private final Faults faults = new Faults();
  private final AnswerFaults spoiled = new AnswerFaults(faults);

  private OverheadCamera(Path node) throws IOException {
    this.node = node;
    Files.createFile(node);
    Files.writeString(beside(".take"), PROGRAM);
    if (!beside(".take").toFile().setExecutable(true)) {
      throw new IOException("cannot make " + beside(".take") + " executable");
    }
    Files.writeString(
        beside(".yaml"), "command: \"'" + beside(".take") + "' {device} {file}\"\nfrom: nowhere\n");
    lay("A001");
    faults.lasting("mute", (on, p) -> mark(".mute", on));
    faults.lasting("slow", (on, p) -> mark(".slow", on));
    faults.lasting("taken", (on, p) -> mark(".taken", on));
    faults.lasting("unplug", (on, p) -> plug(!on, "unplug"));
    faults.lasting("power-off", (on, p) -> plug(!on, "power-off"));
    faults.once("lay", p -> lay(p.text("text", "A002")));
  }

  /** Starts a camera; {@code listen} is {@code file:} and the path its device file shall have. */
  public static OverheadCamera start(String listen) throws IOException {
    if (!listen.startsWith("file:/")) {
      throw new IllegalArgumentException("write --listen file:/tmp/video0, not " + listen);
    }
    return new OverheadCamera(Path.of(listen.substring("file:".length())));
  }

  private Path beside(String suffix) {
    return Path.of(node + suffix);
  }

  private void mark(String suffix, boolean on) {
    try {
      if (on) {
        Files.writeString(beside(suffix), "");
      } else {
        Files.deleteIfExists(beside(suffix));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void plug(boolean in, String fault) {
    mark("", in);
    if (!in) {
      faults.hit(fault);
    }
  }

  private void lay(String text) {
    try {
      Files.write(beside(".jpg"), picture(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A white sheet, a little askew, on a dark desk. */
  private static byte[] picture(String text) throws IOException {
    var image = new BufferedImage(1024, 768, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(new Color(60, 50, 45));
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.transform(AffineTransform.getRotateInstance(Math.toRadians(4), 512, 384));
    g.setColor(new Color(245, 245, 240));
    g.fillRect(290, 70, 444, 628);
    g.setColor(Color.BLACK);
    g.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 40));
    g.drawString(text, 330, 150);
    g.dispose();
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  /** Path of the profile that names the program. */
  public Path profile() {
    return beside(".yaml");
  }

  @Override
  public String address() {
    return "camera:" + node;
  }

  @Override
  public Object state() {
    return Map.of("address", address(), "faults", faults.shown(), "plugged", Files.exists(node));
  }

  @Override
  public Set<String> faultNames() {
    return faults.names();
  }

  @Override
  public synchronized void fault(String name, Map<String, String> parameters) {
    faults.apply(name, new Parameters(parameters));
    try {
      byte[] whole = Files.readAllBytes(beside(".jpg"));
      byte[] wire = spoiled.wire(whole);
      if (!java.util.Arrays.equals(whole, wire)) {
        Files.write(beside(SPOILED + name), wire);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void clear() {
    faults.clear();
    faultNames().forEach(name -> mark(SPOILED + name, false));
  }

  /** How often the program met a fault; a picture that is spoiled counts when it was taken. */
  @Override
  public synchronized long hits(String fault) {
    if (fault.equals("unplug") || fault.equals("power-off")) {
      return faults.hits(fault);
    }
    try {
      Path met = beside(".met");
      return Files.exists(met) ? Files.readAllLines(met).stream().filter(fault::equals).count() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Content> content(String path) {
    try {
      return path.equals("/sheet.jpg")
          ? Optional.of(new Content("image/jpeg", Files.readAllBytes(beside(".jpg"))))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          new Content("text/plain", String.valueOf(e).getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Override
  public void close() {
    clear();
    for (String suffix : new String[] {"", ".take", ".yaml", ".jpg", ".met"}) {
      mark(suffix, false);
    }
  }
}
