package org.jiaohao.device.driver.escpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintDocument.Align;
import org.jiaohao.device.api.PrintDocument.Block;
import org.jiaohao.device.api.PrintDocument.Feed;
import org.jiaohao.device.api.PrintDocument.Picture;
import org.jiaohao.device.api.PrintDocument.Qr;
import org.jiaohao.device.api.PrintDocument.Text;

/** Kept apart from the other tests: properties run on an engine of their own. */
class DocumentBytesPropertiesTest {
  @Provide
  Arbitrary<String> profiles() {
    return Arbitraries.of(
        "generic-80mm",
        "generic-58mm",
        "epson-tm-80mm",
        "clone-80mm",
        "clone-58mm",
        "one-way-80mm");
  }

  /** Texts of any characters, codes, empty lines; pictures mostly of bytes of DLE commands. */
  @Provide
  Arbitrary<List<Block>> blocks() {
    Arbitrary<Integer> scale = Arbitraries.integers().between(1, 8);
    Arbitrary<Character> letter =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(5, Arbitraries.chars().range('一', '龥')),
            net.jqwik.api.Tuple.of(2, Arbitraries.chars().range('㐀', '䶿')),
            net.jqwik.api.Tuple.of(2, Arbitraries.chars().range('\0', '~')));
    Arbitrary<Block> text =
        Combinators.combine(
                letter.list().ofMaxSize(20),
                Arbitraries.of(Align.class),
                scale,
                Arbitraries.of(true, false))
            .as((letters, align, size, bold) -> new Text(joined(letters), align, size, bold));
    Arbitrary<Block> qr =
        Combinators.combine(
                Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(120),
                Arbitraries.integers().between(1, 16))
            .as(Qr::new);
    Arbitrary<Block> feed = Arbitraries.integers().between(0, 40).map(Feed::new);
    Arbitrary<Byte> dots =
        Arbitraries.oneOf(
            Arbitraries.of((byte) 0x10, (byte) 0x04, (byte) 0x05, (byte) 0x14),
            Arbitraries.bytes());
    Arbitrary<Block> picture =
        Arbitraries.integers()
            .between(1, 700)
            .flatMap(
                width ->
                    Arbitraries.integers()
                        .between(1, 40)
                        .flatMap(
                            height ->
                                dots.array(byte[].class)
                                    .ofSize((width + 7) / 8 * height)
                                    .map(rows -> new Picture(width, rows))));
    return Arbitraries.oneOf(text, qr, feed, picture).list().ofMinSize(1).ofMaxSize(6);
  }

  private static String joined(List<Character> letters) {
    var text = new StringBuilder();
    letters.forEach(text::append);
    return text.toString();
  }

  /** DLE EOT, DLE ENQ, DLE DC4: many printers carry them out wherever they stand. */
  @Property(tries = 400)
  void noJobHoldsARealTimeCommand(
      @ForAll("profiles") String profile, @ForAll("blocks") List<Block> blocks) {
    byte[] job = DocumentBytes.of(new PrintDocument(blocks), PrinterProfile.load(profile)).all();
    for (int i = 0; i + 1 < job.length; i++) {
      boolean realTime =
          job[i] == 0x10 && (job[i + 1] == 4 || job[i + 1] == 5 || job[i + 1] == 0x14);
      assertThat(realTime).as("at byte %d of %d", i, job.length).isFalse();
    }
  }

  /** Zeros of that length end whatever command was cut off; 255 rows fit every printer. */
  @Property(tries = 200)
  void everyBandIsShortAndBeginsWithItsCommand(
      @ForAll("profiles") String profile, @ForAll("blocks") List<Block> blocks) {
    JobBytes job = DocumentBytes.of(new PrintDocument(blocks), PrinterProfile.load(profile));
    byte[] all = job.all();
    for (JobBytes.Band band : job.bands()) {
      int at = band.start();
      assertThat(List.of(all[at], all[at + 1], all[at + 2]))
          .containsExactly((byte) 0x1d, (byte) 0x76, (byte) 0x30);
      int width = all[at + 4] & 0xff | (all[at + 5] & 0xff) << 8;
      int rows = all[at + 6] & 0xff | (all[at + 7] & 0xff) << 8;
      assertThat(rows).isBetween(1, 255);
      assertThat(8 + width * rows).isLessThanOrEqualTo(DocumentBytes.LONGEST_COMMAND);
      assertThat(band.rows()).isEqualTo(all[at + 3] == 3 ? 2 * rows : rows);
    }
  }
}
