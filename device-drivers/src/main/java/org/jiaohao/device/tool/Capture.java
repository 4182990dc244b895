package org.jiaohao.device.tool;

import java.awt.image.BufferedImage;
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
import org.jiaohao.device.file.DurableFile;

/**
 * Takes pages from a scanner or camera into a file: straightened and cropped, all pages into a PDF
 * file, or each into a JPEG or PNG file (R038). Each page is on the disk before the next one comes.
 */
final class Capture {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int USUAL_DPI = 200;
  private static final List<String> PDF_TAKES = List.of("jpg", "png");
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
  private final PageFolder folder;
  private final List<Path> unusable = new ArrayList<>();
  private IOException diskFault;
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
    this.folder = PageFolder.beside(file);
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
   * @return 0 = the file is written with all pages, 1 = the device failed or a page cannot be used,
   *     2 = it takes no pictures, or the document tools are needed and missing
   * @throws IOException when the disk does not take them
   */
  int run(Device device, Optional<Source> source) throws IOException {
    if (tools.isEmpty()) {
      out.println(NO_TOOLS);
      if (format.equals("pdf")) {
        return 2;
      }
    }
    for (Path left : PageFolder.leftBy(file)) {
      out.printf("以前中断的扫描留下的页面在 / pages of a job that was cut off are in %s%n", left);
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
    int pages = folder.pages().size();
    if (pages > 0) {
      write();
    }
    if (diskFault != null) {
      throw diskFault;
    }
    if (fault != null || !unusable.isEmpty()) {
      return 1;
    }
    return pages == 0 ? 2 : 0;
  }

  private DeviceFault photograph(DocumentCamera camera) {
    return switch (camera.take(Duration.ofSeconds(20))) {
      case DocumentCamera.Outcome.Taken taken -> {
        keep(new Page(1, "image/jpeg", taken.jpeg()), () -> {});
        yield null;
      }
      case DocumentCamera.Outcome.Failed failed -> failed.fault();
    };
  }

  private DeviceFault scan(DocumentScanner scanner, Optional<Source> source) {
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
    String type = PageFormats.best(able.get()).orElse(able.get().formats().getFirst());
    Outcome outcome =
        scanner.scan(
            new Request(from, Collections.max(able.get().modes()), dpi, type),
            page -> {
              out.printf("第 %d 页 / page %d%n", page.number(), page.number());
              keep(page, scanner::cancel);
            },
            LONGEST);
    return outcome instanceof Outcome.Failed failed ? failed.fault() : null;
  }

  /** On the device's thread: the next page comes when this one is on the disk. */
  private void keep(Page page, Runnable stop) {
    try {
      Path kept = folder.keep(page);
      if (!PageFormats.usable(page)) {
        unusable.add(kept);
      }
    } catch (IOException e) {
      diskFault = e;
      stop.run();
    }
  }

  /** Makes the file of the pages; what cannot be part of it stays beside it. */
  private void write() throws IOException {
    List<Path> done = new ArrayList<>();
    List<byte[]> pages = new ArrayList<>();
    for (Path page : folder.pages()) {
      if (!unusable.contains(page)) {
        Optional<byte[]> content = content(page);
        content.ifPresent(pages::add);
        (content.isPresent() ? done : unusable).add(page);
      }
    }
    if (format.equals("pdf") && !pages.isEmpty()) {
      written(file, tools.orElseThrow().pdf(pages, dpi), pages.size());
    } else {
      for (int i = 0; i < pages.size(); i++) {
        written(i == 0 ? file : numbered(i + 1), pages.get(i), 1);
      }
    }
    folder.discard(done);
    for (Path page : unusable) {
      out.printf("该页无法使用，原样保存在 / this page cannot be used and stays as it came: %s%n", page);
    }
  }

  private void written(Path to, byte[] content, int pages) throws IOException {
    DurableFile.replace(to, content);
    out.printf("已写入 / written: %s (%d)%n", to, pages);
  }

  /** Files of one picture: the second page is called name-2.jpg. */
  private Path numbered(int page) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.toAbsolutePath()
        .resolveSibling(name.substring(0, dot) + "-" + page + name.substring(dot));
  }

  /** A page as it goes into the file; empty when it cannot. */
  private Optional<byte[]> content(Path page) throws IOException {
    byte[] bytes = Files.readAllBytes(page);
    if (page.toString().endsWith(".pdf")) {
      return format.equals("pdf") && joins(bytes) ? Optional.of(bytes) : Optional.empty();
    }
    String end = page.toString().replaceFirst(".*\\.", "");
    try {
      Optional<BufferedImage> picture = PageFormats.picture(bytes);
      Optional<BufferedImage> sheet = picture.flatMap(p -> tools.flatMap(t -> t.straighten(p)));
      boolean fits = format.equals("pdf") ? PDF_TAKES.contains(end) : format.equals(end);
      if (sheet.isEmpty() && fits) {
        return Optional.of(bytes);
      }
      if (picture.isEmpty()) {
        return Optional.empty(); // too large to be made into something else
      }
      String as = format.equals("png") ? "png" : "jpg";
      return Optional.of(encode(sheet.orElseGet(picture::get), as));
    } catch (IOException e) {
      out.println(e.getMessage());
      return Optional.empty();
    }
  }

  /** Whether a PDF file can become part of another: one that cannot must not spoil it. */
  private boolean joins(byte[] pdf) {
    try {
      return tools.orElseThrow().pdf(List.of(pdf), dpi).length > 0;
    } catch (IOException e) {
      out.println(e.getMessage());
      return false;
    }
  }

  private static byte[] encode(BufferedImage image, String format) throws IOException {
    var bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, bytes)) {
      throw new IOException("no writer for " + image);
    }
    return bytes.toByteArray();
  }
}
