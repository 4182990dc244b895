package org.jiaohao.display.voice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Clips by name, without the silence at their ends.
 *
 * @param clips name, without {@code .wav} → sound
 * @param broken what could not be read, and why
 */
record ClipSet(Map<String, Sound> clips, List<String> broken) {
  /** File of a set that lists the others. */
  static final String LIST = "clips.csv";

  private static final String WAV = ".wav";
  private static final int MOST_CLIPS = 500;

  ClipSet {
    clips = Collections.unmodifiableMap(clips);
    broken = List.copyOf(broken);
  }

  static ClipSet empty() {
    return new ClipSet(Map.of(), List.of());
  }

  /** Read once, when the first voice needs it. */
  private static final class OfProgram {
    private static final ClipSet SET = read();

    private static ClipSet read() {
      var clips = new TreeMap<String, Sound>();
      try (BufferedReader list =
          new BufferedReader(new InputStreamReader(open(LIST), StandardCharsets.UTF_8))) {
        list.readLine(); // column names
        for (String line = list.readLine(); line != null; line = list.readLine()) {
          String file = line.substring(0, line.indexOf(','));
          try (InputStream in = open(file)) {
            clips.put(name(file), Sound.read(in, file).trimmed().faded());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new ClipSet(clips, List.of());
    }

    private static InputStream open(String file) throws IOException {
      InputStream in = ClipSet.class.getResourceAsStream("clips/" + file);
      if (in == null) {
        throw new IOException("the program was built without its clip " + file);
      }
      return in;
    }
  }

  /** The set that comes with the program. */
  static ClipSet ofProgram() {
    return OfProgram.SET;
  }

  /** The WAV files of a folder, of any form that the platform understands. */
  static ClipSet in(Path folder) {
    var clips = new TreeMap<String, Sound>();
    var broken = new ArrayList<String>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(WAV))
          .sorted()
          .limit(MOST_CLIPS)
          .forEach(file -> read(file, clips, broken));
    } catch (IOException | UncheckedIOException e) {
      broken.add(e.toString());
    }
    return new ClipSet(clips, broken);
  }

  private static void read(Path file, Map<String, Sound> clips, List<String> broken) {
    String name = file.getFileName().toString();
    try {
      Sound sound = Sound.read(file).trimmed().faded();
      if (sound.isSilent()) {
        broken.add(name + ": silent");
      } else {
        clips.put(name(name), sound);
      }
    } catch (IOException e) {
      broken.add(name + ": " + e.getMessage());
    }
  }

  private static String name(String file) {
    return file.substring(0, file.length() - WAV.length()).toLowerCase(Locale.ROOT);
  }
}
