package org.jiaohao.display.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Speech by the program espeak-ng, voice {@code cmn-latn-pinyin} ({@code cmn} of version 1.51 reads
 * Chinese as English letters). Its WAV file on standard output carries a false length, so it writes
 * a file.
 */
final class EspeakVoice implements Voice {
  private static final Duration MOST = Duration.ofSeconds(3);

  private final boolean installed = Programs.works(List.of("espeak-ng", "--version"));

  @Override
  public String name() {
    return "espeak";
  }

  @Override
  public Optional<Trouble> unusable() {
    return installed
        ? Optional.empty()
        : Optional.of(
            new Trouble(
                "NO_ENGINE",
                "没有安装语音程序，请执行 apt-get install espeak-ng 后重启显示程序。",
                "The speech program is missing: apt-get install espeak-ng, then restart this"
                    + " agent."));
  }

  @Override
  public Sound say(Phrase phrase) throws VoiceException {
    try {
      Path file = Files.createTempFile("call", ".wav");
      try {
        Programs.run(
            List.of(
                "espeak-ng",
                "-v",
                "cmn-latn-pinyin",
                "-s",
                "150",
                "-b",
                "1",
                "-w",
                file.toString(),
                "--stdin"),
            phrase.spoken(),
            MOST);
        return Sound.read(file).trimmed().faded();
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new VoiceException(
          new Trouble(
              "ENGINE_FAILED",
              "语音程序 espeak-ng 出错（" + e.getMessage() + "），请在本机执行 espeak-ng --version 检查。",
              "espeak-ng failed ("
                  + e.getMessage()
                  + "): try espeak-ng --version on this machine."),
          e);
    }
  }
}
