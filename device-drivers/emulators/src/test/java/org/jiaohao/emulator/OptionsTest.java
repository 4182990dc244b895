package org.jiaohao.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.jiaohao.emulator.escpos.Dialect;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static Options read(String... arguments) {
    return Options.read(List.of(arguments));
  }

  @Test
  void readsValuesSwitchesAndChoices() {
    Options options = read("--width", "384", "--fast", "--dialect", "in-order", "--out", "/tmp/x");

    assertThat(options.number("width", 576)).isEqualTo(384);
    assertThat(options.number("baud", 9600)).isEqualTo(9600);
    assertThat(options.given("fast")).isTrue();
    assertThat(options.given("drop")).isFalse();
    assertThat(options.choice("dialect", Dialect.EPSON)).isEqualTo(Dialect.IN_ORDER);
    assertThat(options.path("out")).isEqualTo(Path.of("/tmp/x"));
    assertThat(options.path("dump")).isNull();
    options.end();
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> read("width")).hasMessage("'width' is no option");
    assertThatThrownBy(() -> read("--width", "x").number("width", 1))
        .hasMessageContaining("--width must be a whole number");
    assertThatThrownBy(() -> read("--width").number("width", 1)).hasMessageContaining("no value");
    assertThatThrownBy(() -> read().text("listen", null)).hasMessageContaining("--listen");
    assertThatThrownBy(() -> read("--dialect", "star").choice("dialect", Dialect.EPSON))
        .hasMessageContaining("EPSON");
    assertThatThrownBy(() -> read("--wdth", "3").end()).hasMessage("unknown option --wdth");
  }
}
