package org.jiaohao.device.driver.ipp;

/** What is sent to a printer, best first. */
enum Way {
  /** The file as it is. */
  PDF("application/pdf"),
  /** Its pages as pictures, in one document. */
  PWG_RASTER("image/pwg-raster"),
  /** The same in another form. */
  URF("image/urf"),
  /** Each page as a job of its own. */
  JPEG("image/jpeg");

  private final String type;

  Way(String type) {
    this.type = type;
  }

  /** Its media type. */
  String type() {
    return type;
  }
}
