package org.jiaohao.device.document;

import boofcv.abst.feature.detect.line.DetectLine;
import boofcv.factory.feature.detect.line.ConfigHoughBinary;
import boofcv.factory.feature.detect.line.ConfigParamPolar;
import boofcv.factory.feature.detect.line.FactoryDetectLine;
import boofcv.factory.filter.binary.ConfigThreshold;
import boofcv.factory.filter.binary.ThresholdType;
import boofcv.struct.ConfigLength;
import boofcv.struct.image.GrayU8;
import georegression.struct.line.LineParametric2D_F32;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.OptionalDouble;

/** How far the lines of writing on a page are from level, as of a sheet a feeder drew in askew. */
final class Slope {
  /** Larger ones are not a sheet drawn in askew, but a drawing. */
  private static final double MOST = Math.toRadians(10);

  private static final double LEAST = Math.toRadians(0.3);
  private static final int LINES = 15;
  private static final int FEWEST = 5;

  /** Dark pixels on a line. */
  private static final int SHORTEST = 100;

  private static final int ANGLES = 1440;

  private Slope() {}

  /** Radians, positive when the writing falls to the right; empty when it is level or unclear. */
  static OptionalDouble of(GrayU8 page) {
    var config = new ConfigHoughBinary(LINES);
    config.binarization = ConfigHoughBinary.Binarization.IMAGE;
    config.thresholdImage = ConfigThreshold.global(ThresholdType.GLOBAL_OTSU);
    config.minCounts = ConfigLength.fixed(SHORTEST);
    DetectLine<GrayU8> detector =
        FactoryDetectLine.houghLinePolar(config, new ConfigParamPolar(1, ANGLES), GrayU8.class);
    List<LineParametric2D_F32> lines = detector.detect(page);
    double[] slopes =
        lines.stream()
            .mapToDouble(line -> Math.IEEEremainder(line.getAngle() - Math.PI / 2, Math.PI))
            .filter(slope -> Math.abs(slope) < MOST)
            .sorted()
            .toArray();
    if (slopes.length < FEWEST || slopes.length * 2 < lines.size()) {
      return OptionalDouble.empty();
    }
    double middle = slopes[slopes.length / 2];
    return Math.abs(middle) < LEAST ? OptionalDouble.empty() : OptionalDouble.of(middle);
  }

  /** The picture turned back by a slope, as large as before. */
  static BufferedImage level(BufferedImage picture, double slope) {
    var level =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = level.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, level.getWidth(), level.getHeight());
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.rotate(-slope, level.getWidth() / 2.0, level.getHeight() / 2.0);
    g.drawImage(picture, 0, 0, null);
    g.dispose();
    return level;
  }
}
