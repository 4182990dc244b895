package org.jiaohao.device.document;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jiaohao.device.tool.DocumentTools;

/** The document tools of the command {@code devices capture}, made of BoofCV and PDFBox. */
public final class Documents implements DocumentTools {
  @Override
  public Optional<BufferedImage> straighten(BufferedImage picture) {
    return Sheets.straighten(picture);
  }

  @Override
  public byte[] pdf(List<byte[]> pictures, int dpi) throws IOException {
    return PdfFile.of(pictures, dpi);
  }
}
