package org.jiaohao.display.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The operating system's own voice: System.Speech of Windows by PowerShell, {@code say} of macOS;
 * Linux has none that can be asked for a sound file. The text goes by standard input.
 */
final class SystemVoice implements Voice {
  private static final Duration MOST = Duration.ofSeconds(3);
  private static final int KEPT_PHRASES = 20;

  /** The place of the sound file in a command. */
  private static final String FILE = "{file}";

  /** Names the sound file for a script, so that its path is never part of the script. */
  private static final String VARIABLE = "JIAOHAO_SOUND_FILE";

  private static final String POWERSHELL =
      "$in = New-Object IO.StreamReader([Console]::OpenStandardInput(), [Text.Encoding]::UTF8); "
          + "$text = $in.ReadToEnd(); "
          + "Add-Type -AssemblyName System.Speech; "
          + "$s = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
          + "$v = $s.GetInstalledVoices() | Where-Object { $_.Enabled -and"
          + " $_.VoiceInfo.Culture.Name -eq 'zh-CN' } | Select-Object -First 1; "
          + "if (-not $v) { exit 3 }; "
          + "$s.SelectVoice($v.VoiceInfo.Name); "
          + "$s.SetOutputToWaveFile($env:"
          + VARIABLE
          + "); $s.Speak($text); $s.Dispose()";

  private final List<String> command;
  private final Duration most;
  private final Map<String, Sound> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sound> eldest) {
          return size() > KEPT_PHRASES;
        }
      };

  SystemVoice() {
    this(commandOf(System.getProperty("os.name")), MOST);
  }

  /**
   * Creates the voice of a command.
   *
   * @param command with {@code {file}} for the WAV file to write; empty = there is none
   * @param most time it may take
   */
  SystemVoice(List<String> command, Duration most) {
    this.command = List.copyOf(command);
    this.most = most;
  }

  static List<String> commandOf(String os) {
    String name = os.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return List.of("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", POWERSHELL);
    }
    if (name.startsWith("mac")) {
      return List.of(
          "say",
          "-v",
          "Tingting",
          "--file-format=WAVE",
          "--data-format=LEI16@22050",
          "-o",
          FILE,
          "-f",
          "-");
    }
    return List.of();
  }

  @Override
  public String name() {
    return "system";
  }

  @Override
  public Optional<Trouble> unusable() {
    return command.isEmpty()
        ? Optional.of(
            new Trouble(
                "NO_ENGINE",
                "本操作系统没有可用的语音，请改用 clips（录音）或 espeak。",
                "This operating system has no voice of its own: use clips (recordings) or espeak."))
        : Optional.empty();
  }

  @Override
  public Sound say(Phrase phrase) throws VoiceException {
    Optional<Trouble> unusable = unusable();
    if (unusable.isPresent()) {
      throw new VoiceException(unusable.get(), null);
    }
    String text = phrase.spoken();
    synchronized (kept) {
      Sound before = kept.get(text);
      if (before != null) {
        return before;
      }
    }
    Sound made = make(text);
    synchronized (kept) {
      kept.put(text, made);
    }
    return made;
  }

  private Sound make(String text) throws VoiceException {
    try {
      Path file = Files.createTempFile("call", ".wav");
      try {
        Programs.run(
            command.stream().map(word -> word.equals(FILE) ? file.toString() : word).toList(),
            Map.of(VARIABLE, file.toString()),
            text,
            most);
        return Sound.read(file).trimmed().faded();
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new VoiceException(
          new Trouble(
              "ENGINE_FAILED",
              "操作系统语音出错（" + e.getMessage() + "），请检查是否安装了中文语音（Windows：设置→时间和语言→语音）。",
              "The system's voice failed ("
                  + e.getMessage()
                  + "): is a Chinese voice installed (Windows: Settings, Time & language,"
                  + " Speech)?"),
          e);
    }
  }
}
