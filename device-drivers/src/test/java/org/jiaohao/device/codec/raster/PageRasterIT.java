package org.jiaohao.device.codec.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jiaohao.device.codec.raster.PageRaster.Form;
import org.jiaohao.device.codec.raster.PageRaster.Page;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.jiaohao.emulator.ipp.RasterPages;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CUPS, and the emulated printer, read of our documents. */
@VerifiedAgainst(driver = "ipp", source = "rasters read by libcups 2.4")
class PageRasterIT {
  @TempDir Path folder;

  @Test
  void everyPageIsReadPixelByPixel() throws Throwable {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < Repetitions.of(60, 2000); i++) {
      Form form = Form.values()[i % 2];
      int pages = 1 + random.nextInt(3);
      Page[] heads = new Page[pages];
      byte[][] pixels = new byte[pages][];
      var raster = new PageRaster(form);
      for (int p = 0; p < pages; p++) {
        String media = form == Form.PWG ? "iso_a5_148x210mm" : "";
        heads[p] =
            new Page(
                1 + random.nextInt(400), 1 + random.nextInt(600), 300, random.nextBoolean(), media);
        pixels[p] = pixels(random, heads[p]);
        raster.begin(heads[p]);
        int row = heads[p].width() * heads[p].pixel();
        for (int y = 0; y < heads[p].height(); y++) {
          raster.row(Arrays.copyOfRange(pixels[p], y * row, (y + 1) * row));
        }
      }
      byte[] document = raster.bytes();
      Path file = Files.write(folder.resolve("page"), document);
      List<CupsRaster.Page> read = CupsRaster.read(file);
      List<RasterPages.Page> seen = RasterPages.read(document);
      assertThat(read).as("seed %d, document %d", seed, i).hasSize(pages);
      for (int p = 0; p < pages; p++) {
        String which = "seed %d, document %d, page %d".formatted(seed, i, p);
        CupsRaster.Page cups = read.get(p);
        assertThat(cups.pixels()).as(which).isEqualTo(pixels[p]);
        assertThat(List.of(cups.width(), cups.height(), cups.dpi(), cups.space(), cups.media()))
            .as(which)
            .isEqualTo(
                List.of(
                    heads[p].width(),
                    heads[p].height(),
                    300,
                    heads[p].colour() ? 19 : 18,
                    heads[p].media()));
        assertThat(bytes(seen.get(p))).as(which).isEqualTo(pixels[p]);
      }
    }
  }

  /** Lines of few colours, some of them alike, as on paper; here and there noise. */
  private static byte[] pixels(Random random, Page page) {
    var out = new ByteArrayOutputStream();
    byte[] row = new byte[page.width() * page.pixel()];
    for (int y = 0; y < page.height(); y++) {
      if (random.nextInt(5) == 0) {
        int colours = random.nextBoolean() ? 2 : 256;
        int held = 1 + random.nextInt(150);
        byte[] pixel = new byte[page.pixel()];
        for (int x = 0; x < page.width(); x++) {
          if (x % held == 0 || colours == 256) {
            Arrays.fill(pixel, (byte) (random.nextInt(colours) * (colours == 2 ? 255 : 1)));
            pixel[0] ^= (byte) (colours == 256 ? random.nextInt(256) : 0);
          }
          System.arraycopy(pixel, 0, row, x * page.pixel(), page.pixel());
        }
      }
      out.writeBytes(row);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(RasterPages.Page page) {
    var out = new ByteArrayOutputStream();
    for (int y = 0; y < page.picture().getHeight(); y++) {
      for (int x = 0; x < page.picture().getWidth(); x++) {
        int dot = page.picture().getRGB(x, y);
        if (page.colour()) {
          out.write(dot >> 16);
          out.write(dot >> 8);
        }
        out.write(dot);
      }
    }
    return out.toByteArray();
  }
}
