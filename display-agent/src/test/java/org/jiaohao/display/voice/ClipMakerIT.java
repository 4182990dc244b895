package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real espeak-ng. */
class ClipMakerIT {
  @TempDir Path folder;

  @Test
  void onlyWhatIsMissingIsMade() throws Exception {
    Path clips = folder.resolve("clips");
    Files.createDirectories(clips);
    for (String name : ClipSet.ofProgram().clips().keySet()) {
      Files.writeString(clips.resolve(name + ".wav"), "a recording of the hall");
    }
    Files.delete(clips.resolve("7.wav"));
    Files.delete(clips.resolve("banli.wav"));
    assertThat(new ClipMaker(new EspeakVoice(), Lexicon.ofProgram()).make(clips)).isEqualTo(2);
    assertThat(clips.resolve("8.wav")).hasContent("a recording of the hall");
    Sound seven = Sound.read(clips.resolve("7.wav"));
    assertThat(seven.loudness()).isBetween(2_200.0, 4_200.0);
    assertThat(Files.size(clips.resolve("7.wav"))).isLessThan(seven.bytes().length * 6L / 10);
    assertThat(clips.resolve(ClipSet.LIST))
        .content()
        .isEqualTo(
            Files.readString(Path.of(ClipSet.class.getResource("clips/" + ClipSet.LIST).toURI())));
  }
}
