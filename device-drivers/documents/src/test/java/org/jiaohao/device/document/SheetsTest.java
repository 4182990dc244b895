package org.jiaohao.device.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetsTest {
  private static final Color DESK = new Color(70, 55, 45);

  private static BufferedImage desk(int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setColor(DESK);
    g.fillRect(0, 0, width, height);
    g.dispose();
    return picture;
  }

  /** Paper of 600 × 848 with text, a red seal in its lower right part. */
  private static void paper(Graphics2D g) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(new Color(245, 244, 238));
    g.fillRect(0, 0, 600, 848);
    g.setColor(Color.BLACK);
    g.setFont(new Font(Font.SERIF, Font.PLAIN, 18));
    for (int y = 60; y < 800; y += 30) {
      g.drawString("Application for a permit, line " + y, 50, y);
    }
    g.setColor(Color.RED);
    g.fillOval(420, 680, 100, 100);
  }

  private static boolean red(BufferedImage image, double x, double y) {
    var color =
        new Color(image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight())));
    return color.getRed() > 150 && color.getGreen() < 90;
  }

  @ParameterizedTest
  @CsvSource({"0", "3", "-3", "12", "-12", "25"})
  void aTurnedSheetIsCutOutStraight(double degrees) {
    BufferedImage picture = desk(1600, 1200);
    Graphics2D g = picture.createGraphics();
    g.rotate(Math.toRadians(degrees), 800, 600);
    g.translate(500, 176);
    paper(g);
    g.dispose();

    BufferedImage sheet = Sheets.straighten(picture).orElseThrow();

    assertThat(sheet.getWidth()).isBetween(592, 608);
    assertThat(sheet.getHeight()).isBetween(838, 858);
    assertThat(red(sheet, 470 / 600.0, 730 / 848.0)).as("seal in its place").isTrue();
    for (double[] corner : new double[][] {{.02, .02}, {.98, .02}, {.02, .98}, {.98, .98}}) {
      var color =
          new Color(
              sheet.getRGB(
                  (int) (corner[0] * sheet.getWidth()), (int) (corner[1] * sheet.getHeight())));
      assertThat(color.getBlue()).as("no desk in a corner").isGreaterThan(200);
    }
  }

  @Test
  void aSheetSeenFromTheSideIsCutOutToo() {
    BufferedImage picture = desk(1200, 1000);
    Graphics2D g = picture.createGraphics();
    g.setColor(new Color(240, 240, 235));
    g.fill(new Polygon(new int[] {330, 870, 960, 240}, new int[] {150, 160, 850, 860}, 4));
    g.setColor(Color.RED);
    g.fillOval(760, 700, 80, 80);
    g.dispose();
    BufferedImage sheet = Sheets.straighten(picture).orElseThrow();
    assertThat(sheet.getWidth()).isBetween(610, 650);
    boolean somewhereBelowRight = false;
    for (double x = .6; x < 1; x += .02) {
      for (double y = .6; y < 1; y += .02) {
        somewhereBelowRight |= red(sheet, x, y);
      }
    }
    assertThat(somewhereBelowRight).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"2", "-2", "0.8", "7"})
  void aPageTheFeederDrewInAskewIsMadeLevel(double degrees) {
    var picture = new BufferedImage(1240, 1754, BufferedImage.TYPE_INT_RGB); // A4, 150 dpi
    Graphics2D g = picture.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 1240, 1754);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.rotate(Math.toRadians(degrees), 620, 877);
    g.setColor(Color.BLACK);
    g.setFont(new Font(Font.SERIF, Font.PLAIN, 28));
    for (int y = 200; y < 1500; y += 45) {
      g.drawString("The applicant states that all of this is true, in line " + y, 200, y);
    }
    g.fillRect(200, 1600, 840, 6); // a rule below
    g.dispose();

    BufferedImage level = Sheets.straighten(picture).orElseThrow();

    assertThat(level.getWidth()).isEqualTo(1240);
    assertThat(Math.abs(rule(level, 300) - rule(level, 940)))
        .as("height of the rule at its two ends, 640 pixels apart")
        .isLessThanOrEqualTo(6);
  }

  /** Where the rule lies at a column. */
  private static int rule(BufferedImage page, int x) {
    for (int y = page.getHeight() - 1; y > 0; y--) {
      if (new Color(page.getRGB(x, y)).getGreen() < 100) {
        return y;
      }
    }
    throw new AssertionError("no rule at " + x);
  }

  @Test
  void wherePaperFillsThePictureOrThereIsNoneNothingIsCutOff() {
    var full = new BufferedImage(600, 848, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = full.createGraphics();
    paper(g);
    g.dispose();
    assertThat(Sheets.straighten(full)).isEmpty();
    assertThat(Sheets.straighten(desk(800, 600))).isEmpty();
    var noise = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
    var random = new Random(3);
    for (int y = 0; y < 300; y++) {
      for (int x = 0; x < 400; x++) {
        noise.setRGB(x, y, random.nextInt());
      }
    }
    assertThat(Sheets.straighten(noise)).isEmpty();
    assertThat(Sheets.straighten(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY))).isEmpty();
  }
}
