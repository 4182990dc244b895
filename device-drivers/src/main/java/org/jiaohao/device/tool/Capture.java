package org.jiaohao.device.tool;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DocumentCamera;
import org.jiaohao.device.api.DocumentScanner;
import org.jiaohao.device.api.DocumentScanner.Capabilities;
import org.jiaohao.device.api.DocumentScanner.Outcome;
import org.jiaohao.device.api.DocumentScanner.Page;
import org.jiaohao.device.api.DocumentScanner.Request;
import org.jiaohao.device.api.DocumentScanner.Source;

/**
 * Takes pages from a scanner or camera into a file: straightened and cropped, all pages into a PDF
 * file, or the first one into a JPEG or PNG file (R038).
 */
final class Capture {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int USUAL_DPI = 200;
  private static final String NO_TOOLS =
      """
      本程序未包含文档组件 device-documents：页面不校正，也不能生成 PDF；请用 -Pdocuments 构建的程序，或保存为 .jpg。
      This program lacks the module device-documents: pages are not straightened and no PDF is made; use one\
       built with -Pdocuments, or write a .jpg file.\
      """;

  private final Path file;
  private final String format;
  private final PrintStream out;
  private final Optional<DocumentTools> tools;
  private final List<byte[]> pages = new ArrayList<>();
  private int dpi;

  /**
   * Into this file.
   *
   * @param file ends with .pdf, .jpg or .png
   * @param out where each page is announced as it comes
   * @param tools straighten pages and make PDF files, where they are installed
   */
  Capture(Path file, PrintStream out, Optional<DocumentTools> tools) {
    this.file = file;
    this.out = out;
    this.tools = tools;
    String name = file.toString().toLowerCase(Locale.ROOT);
    this.format = name.substring(name.lastIndexOf('.') + 1).replace("jpeg", "jpg");
  }

  /** Whether the name of the file says which kind it shall be. */
  boolean known() {
    return List.of("pdf", "jpg", "png").contains(format);
  }

  /**
   * Takes all pages there are.
   *
   * @param device an open one
   * @param source where paper lies, or empty for the plate before the feeder
   * @return 0 = the file is written, 1 = the device failed, 2 = it takes no pictures, or the
   *     document tools are needed and missing
   */
  int run(Device device, Optional<Source> source) throws IOException {
    if (tools.isEmpty()) {
      out.println(NO_TOOLS);
      if (format.equals("pdf")) {
        return 2;
      }
    }
    DeviceFault fault =
        switch (device) {
          case DocumentCamera camera -> photograph(camera);
          case DocumentScanner scanner -> scan(scanner, source);
          default -> {
            out.println("该设备不是扫描仪或高拍仪。/ This device is neither scanner nor camera.");
            yield null;
          }
        };
    if (fault != null) {
      out.println(fault.messageZh());
      out.println(fault.messageEn());
    }
    if (!pages.isEmpty()) {
      Files.write(file, content());
      out.printf("已写入 / written: %s (%d)%n", file, pages.size());
    }
    if (fault != null) {
      return 1;
    }
    return pages.isEmpty() ? 2 : 0;
  }

  private DeviceFault photograph(DocumentCamera camera) throws IOException {
    return switch (camera.take(Duration.ofSeconds(20))) {
      case DocumentCamera.Outcome.Taken taken -> {
        add(taken.jpeg());
        yield null;
      }
      case DocumentCamera.Outcome.Failed failed -> failed.fault();
    };
  }

  private DeviceFault scan(DocumentScanner scanner, Optional<Source> source) throws IOException {
    Optional<Capabilities> able = scanner.capabilities();
    if (able.isEmpty()) {
      return scanner.status().fault();
    }
    Source from = source.orElse(Collections.min(able.get().sources()));
    dpi =
        able.get().resolutions().stream()
            .filter(each -> each >= USUAL_DPI)
            .findFirst()
            .orElse(able.get().resolutions().getLast());
    List<String> formats = able.get().formats();
    String type = formats.contains("image/png") ? "image/png" : formats.getFirst();
    List<Page> raw = new ArrayList<>();
    Outcome outcome =
        scanner.scan(
            new Request(from, Collections.max(able.get().modes()), dpi, type),
            page -> {
              out.printf("第 %d 页 / page %d%n", page.number(), page.number());
              raw.add(page);
            },
            LONGEST);
    for (Page page : raw) {
      add(page.data());
    }
    return outcome instanceof Outcome.Failed failed ? failed.fault() : null;
  }

  private void add(byte[] picture) throws IOException {
    BufferedImage image = read(picture);
    Optional<BufferedImage> sheet =
        Optional.ofNullable(image).flatMap(i -> tools.flatMap(t -> t.straighten(i)));
    pages.add(sheet.isEmpty() ? picture : encode(sheet.get(), "jpg"));
  }

  /** What Java cannot read is kept as it came. */
  private BufferedImage read(byte[] picture) {
    try {
      return ImageIO.read(new ByteArrayInputStream(picture));
    } catch (IOException e) {
      out.printf(
          "第 %d 页无法校正，原样保存 / page %d stays as it came: %s%n",
          pages.size() + 1, pages.size() + 1, e.getMessage());
      return null;
    }
  }

  private byte[] content() throws IOException {
    if (format.equals("pdf")) {
      return tools.orElseThrow().pdf(pages, dpi);
    }
    return encode(ImageIO.read(new ByteArrayInputStream(pages.getFirst())), format);
  }

  private static byte[] encode(BufferedImage image, String format) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }
}
