package org.jiaohao.device.document;

import boofcv.alg.distort.RemovePerspectiveDistortion;
import boofcv.alg.filter.basic.GrayImageOps;
import boofcv.alg.filter.binary.GThresholdImageOps;
import boofcv.alg.shapes.polygon.DetectPolygonBinaryGrayRefine;
import boofcv.factory.shape.ConfigPolygonDetector;
import boofcv.factory.shape.FactoryShapeDetector;
import boofcv.io.image.ConvertBufferedImage;
import boofcv.struct.image.GrayU8;
import boofcv.struct.image.ImageType;
import boofcv.struct.image.Planar;
import georegression.struct.point.Point2D_F64;
import georegression.struct.shapes.Polygon2D_F64;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds the sheet of paper in a picture and shows it from straight above, cropped (R038). Paper
 * must be lighter than what it lies on.
 */
public final class Sheets {
  /** Longest side of the picture in which the sheet is looked for, pixels. */
  private static final int SMALL = 800;

  /** Pictures of more pixels stay as they are: they would need too much memory. */
  private static final int MOST_PIXELS = 16_000_000;

  private static final double LEAST_AREA = 0.15;
  private static final double MOST_AREA = 0.98;
  private static final double SQUARE = Math.toRadians(35);

  private Sheets() {}

  /** The sheet alone, or the page level; empty when the picture should stay as it is. */
  public static Optional<BufferedImage> straighten(BufferedImage picture) {
    if ((long) picture.getWidth() * picture.getHeight() > MOST_PIXELS) {
      return Optional.empty();
    }
    double scale =
        Math.min(1.0, (double) SMALL / Math.max(picture.getWidth(), picture.getHeight()));
    GrayU8 gray = ConvertBufferedImage.convertFrom(small(picture, scale), (GrayU8) null);
    Optional<List<Point2D_F64>> corners = find(gray, scale);
    if (corners.isPresent()) {
      return corners.map(found -> cut(picture, found));
    }
    OptionalDouble slope = Slope.of(gray);
    return slope.isEmpty()
        ? Optional.empty()
        : Optional.of(Slope.level(picture, slope.getAsDouble()));
  }

  /** Corners from the top left one, clockwise. */
  private static Optional<List<Point2D_F64>> find(GrayU8 picture, double scale) {
    GrayU8 gray = GrayImageOps.invert(picture, 255, null); // the library looks for dark shapes
    double threshold = GThresholdImageOps.computeOtsu(gray, 0, 255);
    GrayU8 paper = GThresholdImageOps.threshold(gray, null, threshold, true);
    var config = new ConfigPolygonDetector(4, 4);
    config.detector.canTouchBorder = false;
    config.detector.clockwise = true;
    config.adjustForThresholdBias = false;
    DetectPolygonBinaryGrayRefine<GrayU8> detector =
        FactoryShapeDetector.polygon(config, GrayU8.class);
    detector.process(gray, paper);
    double area = (double) gray.width * gray.height;
    return detector.getPolygons(null, null).stream()
        .filter(p -> p.areaSimple() > LEAST_AREA * area && p.areaSimple() < MOST_AREA * area)
        .filter(Sheets::nearlySquare)
        .max(Comparator.comparingDouble(Polygon2D_F64::areaSimple))
        .map(p -> corners(p, scale));
  }

  private static BufferedImage small(BufferedImage picture, double scale) {
    int width = Math.max(1, (int) (picture.getWidth() * scale));
    int height = Math.max(1, (int) (picture.getHeight() * scale));
    var small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = small.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(picture, 0, 0, width, height, null);
    g.dispose();
    return small;
  }

  private static boolean nearlySquare(Polygon2D_F64 polygon) {
    for (int i = 0; i < 4; i++) {
      Point2D_F64 corner = polygon.get(i);
      Point2D_F64 before = polygon.get((i + 3) % 4);
      Point2D_F64 after = polygon.get((i + 1) % 4);
      double one = Math.atan2(before.y - corner.y, before.x - corner.x);
      double other = Math.atan2(after.y - corner.y, after.x - corner.x);
      double angle = Math.abs(Math.IEEEremainder(one - other, 2 * Math.PI));
      if (Math.abs(angle - Math.PI / 2) > SQUARE) {
        return false;
      }
    }
    return true;
  }

  private static List<Point2D_F64> corners(Polygon2D_F64 polygon, double scale) {
    List<Point2D_F64> all = new ArrayList<>();
    int first = 0;
    boolean clockwise = polygon.isCCW(); // as seen, for y grows downwards
    for (int i = 0; i < 4; i++) {
      Point2D_F64 point = polygon.get(clockwise ? i : 3 - i);
      all.add(new Point2D_F64(point.x / scale, point.y / scale));
      if (all.get(i).x + all.get(i).y < all.get(first).x + all.get(first).y) {
        first = i;
      }
    }
    Collections.rotate(all, -first);
    return all;
  }

  private static BufferedImage cut(BufferedImage picture, List<Point2D_F64> corners) {
    int width =
        side(corners.get(0).distance(corners.get(1)), corners.get(3).distance(corners.get(2)));
    int height =
        side(corners.get(0).distance(corners.get(3)), corners.get(1).distance(corners.get(2)));
    Planar<GrayU8> source =
        ConvertBufferedImage.convertFromPlanar(picture, null, true, GrayU8.class);
    var straight =
        new RemovePerspectiveDistortion<Planar<GrayU8>>(
            width, height, ImageType.pl(source.getNumBands(), GrayU8.class));
    straight.apply(source, corners.get(0), corners.get(1), corners.get(2), corners.get(3));
    var sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    return ConvertBufferedImage.convertTo_U8(straight.getOutput(), sheet, true);
  }

  private static int side(double one, double other) {
    return (int) Math.round((one + other) / 2);
  }
}
