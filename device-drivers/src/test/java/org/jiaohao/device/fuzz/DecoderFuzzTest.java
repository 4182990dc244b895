package org.jiaohao.device.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jiaohao.device.codec.FrameDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fuzzer's target on 2,000 inputs: noise, golden frames, and golden frames spoiled. */
class DecoderFuzzTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  static Stream<Class<?>> decoders() {
    return Decoders.all();
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void noBytesDisturbIt(Class<?> decoder) throws IOException {
    var random = new Random(20261123);
    List<byte[]> golden = golden();
    for (int i = 0; i < 2000; i++) {
      byte[] input =
          i % 2 == 0 ? new byte[random.nextInt(600)] : golden.get(i % golden.size()).clone();
      if (i % 2 == 0) {
        random.nextBytes(input);
      } else if (i % 4 == 1 && input.length > 0) {
        input[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
      }
      DecoderFuzz.check(decoder, input);
    }
  }

  @Test
  void everyDecoderIsOneOfThem() {
    ArchRuleDefinition.classes()
        .that()
        .haveSimpleNameEndingWith("FrameDecoder")
        .and()
        .areNotInterfaces()
        .should()
        .beAssignableTo(FrameDecoder.class)
        .check(new ClassFileImporter().importPackages("org.jiaohao.device.codec"));
    assertThat(Decoders.all()).isNotEmpty();
  }

  private static List<byte[]> golden() throws IOException {
    List<byte[]> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".dump")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          if (line.startsWith(">") || line.startsWith("<")) {
            String hex = line.substring(1).replaceAll("[^0-9a-fA-F]", "");
            all.add(HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : hex.substring(1)));
          }
        }
      }
    }
    return all;
  }
}
