package org.jiaohao.device.codec.raster;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads PWG raster and URF by the C library of CUPS, which came with ippeveprinter. */
public final class CupsRaster {
  private static final int HEAD = 1796;

  /**
   * A page as CUPS understands it.
   *
   * @param space 18 grey, 19 sRGB
   * @param pixels all rows, one behind the other
   */
  public record Page(int width, int height, int dpi, int space, String media, byte[] pixels) {}

  /** Never unloaded: it leaves something to do behind in each thread that ends. */
  private static final SymbolLookup CUPS =
      SymbolLookup.libraryLookup("libcups.so.2", Arena.global());

  private CupsRaster() {}

  /** All pages of a file. */
  public static List<Page> read(Path file) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup libc = Linker.nativeLinker().defaultLookup();
      MethodHandle open = handle(libc, "open", JAVA_INT, ADDRESS, JAVA_INT);
      MethodHandle close = handle(libc, "close", JAVA_INT, JAVA_INT);
      MethodHandle begin = handle(CUPS, "cupsRasterOpen", ADDRESS, JAVA_INT, JAVA_INT);
      MethodHandle head = handle(CUPS, "cupsRasterReadHeader2", JAVA_INT, ADDRESS, ADDRESS);
      MethodHandle end =
          Linker.nativeLinker()
              .downcallHandle(
                  CUPS.find("cupsRasterClose").orElseThrow(), FunctionDescriptor.ofVoid(ADDRESS));
      int descriptor = (int) open.invoke(arena.allocateFrom(file.toString()), 0);
      MemorySegment raster = (MemorySegment) begin.invoke(descriptor, 0);
      List<Page> pages = new ArrayList<>();
      MemorySegment fields = arena.allocate(HEAD, 4);
      while ((int) head.invoke(raster, fields) != 0) {
        pages.add(page(raster, fields));
      }
      end.invoke(raster);
      close.invoke(descriptor);
      return pages;
    }
  }

  private static Page page(MemorySegment raster, MemorySegment fields) throws Throwable {
    MethodHandle read = handle(CUPS, "cupsRasterReadPixels", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    int height = number(fields, 376);
    int rowBytes = number(fields, 392);
    byte[] pixels = new byte[height * rowBytes];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment row = arena.allocate(rowBytes);
      for (int y = 0; y < height; y++) {
        if ((int) read.invoke(raster, row, rowBytes) != rowBytes) {
          throw new IllegalStateException("row " + y + " cannot be read");
        }
        MemorySegment.copy(row, ValueLayout.JAVA_BYTE, 0, pixels, y * rowBytes, rowBytes);
      }
    }
    return new Page(
        number(fields, 372),
        height,
        number(fields, 276),
        number(fields, 400),
        fields.getString(1732),
        pixels);
  }

  private static int number(MemorySegment fields, int at) {
    return fields.get(JAVA_INT, at);
  }

  private static MethodHandle handle(
      SymbolLookup from,
      String name,
      java.lang.foreign.MemoryLayout result,
      java.lang.foreign.MemoryLayout... of) {
    return Linker.nativeLinker()
        .downcallHandle(from.find(name).orElseThrow(), FunctionDescriptor.of(result, of));
  }
}
