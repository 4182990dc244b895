package org.jiaohao.device.driver.ipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiaohao.device.codec.ipp.IppMessage;
import org.jiaohao.device.driver.ipp.Abilities.Sheet;
import org.junit.jupiter.api.Test;

class AbilitiesTest {
  private static final String FORMATS = "document-format-supported";
  private static final String PWG_TYPES = "pwg-raster-document-type-supported";
  private static final String A4 = "iso_a4_210x297mm";
  private static final String LETTER = "na_letter_8.5x11in";

  private final Map<String, List<String>> told = new HashMap<>();

  private Abilities able() {
    return new Abilities(new IppMessage(0, 1, told));
  }

  private void says(String attribute, String... values) {
    told.put(attribute, List.of(values));
  }

  @Test
  void theBestFormItListsIsTaken() {
    assertThat(able().way()).as("an old one that does not say").contains(Way.PDF);
    says(FORMATS, "image/jpeg", "image/urf", "image/pwg-raster", "application/pdf");
    assertThat(able().way()).contains(Way.PDF);
    says(FORMATS, "application/octet-stream", "image/jpeg", "image/urf", "image/PWG-raster");
    assertThat(able().way()).contains(Way.PWG_RASTER);
    says(FORMATS, "application/octet-stream", "image/jpeg", "image/urf");
    assertThat(able().way()).contains(Way.URF);
    says(FORMATS, "image/jpeg");
    assertThat(able().way()).contains(Way.JPEG);
    says(FORMATS, "application/octet-stream", "application/postscript");
    assertThat(able().way()).isEmpty();
  }

  @Test
  void aRasterOfKindsWeDoNotMakeIsPassedOver() {
    says(FORMATS, "image/pwg-raster", "image/jpeg");
    says(PWG_TYPES, "black_1", "cmyk_8");
    assertThat(able().way()).contains(Way.JPEG);
    says(FORMATS, "image/pwg-raster");
    assertThat(able().way()).isEmpty();
    assertThat(able().named()).containsExactly("image/pwg-raster", "black_1", "cmyk_8");
    says(PWG_TYPES, "black_1", "sgray_8");
    assertThat(able().way()).contains(Way.PWG_RASTER);
    assertThat(able().colour(Way.PWG_RASTER)).isFalse();
  }

  /** The kind of pictures must be told (PWG 5102.4, 6.1); whether there is colour always is. */
  @Test
  void aPrinterThatDescribesNoPicturesGetsWhatItsColourSays() {
    says(FORMATS, "image/pwg-raster");
    assertThat(able().way()).contains(Way.PWG_RASTER);
    assertThat(able().colour(Way.PWG_RASTER)).isFalse();
    assertThat(able().dpi(Way.PWG_RASTER)).isEqualTo(300);
    says("color-supported", "true");
    assertThat(able().colour(Way.PWG_RASTER)).isTrue();
    assertThat(able().colour(Way.URF)).isTrue();
  }

  @Test
  void theFewestDotsFromThreeHundredOn() {
    String resolutions = "pwg-raster-document-resolution-supported";
    says(resolutions, "150x150dpi", "600x600dpi", "300x300dpi", "600x1200dpi");
    assertThat(able().dpi(Way.PWG_RASTER)).isEqualTo(300);
    says(resolutions, "600x600dpi", "1200x1200dpi");
    assertThat(able().dpi(Way.PWG_RASTER)).isEqualTo(600);
    says(resolutions, "180x180dpi", "118x118dpcm");
    assertThat(able().dpi(Way.PWG_RASTER)).isEqualTo(180);
    says(resolutions, "9999x9999dpi", "600x600dpi");
    assertThat(able().dpi(Way.PWG_RASTER)).as("no paper needs more").isEqualTo(600);
    says(resolutions, "9999x9999dpi");
    assertThat(able().dpi(Way.PWG_RASTER)).isEqualTo(300);
    says("urf-supported", "V1.4,CP1,W8,SRGB24,RS360-720");
    assertThat(able().dpi(Way.URF)).isEqualTo(360);
    assertThat(able().colour(Way.URF)).isTrue();
    assertThat(able().dpi(Way.JPEG)).isEqualTo(200);
  }

  @Test
  void thePageGoesOntoASheetOfItsSizeOrTheUsualOne() {
    assertThat(able().sheet(210, 297)).isEqualTo(new Sheet("", 210, 297));
    says("media-supported", LETTER, "custom_min_76x127mm", A4, "iso_a5_148x210mm");
    says("media-default", LETTER);
    assertThat(able().sheet(210, 297)).isEqualTo(new Sheet(A4, 210, 297));
    assertThat(able().sheet(297, 209)).as("lying").isEqualTo(new Sheet(A4, 210, 297));
    assertThat(able().sheet(148, 210).media()).isEqualTo("iso_a5_148x210mm");
    Sheet other = able().sheet(297, 420);
    assertThat(other.media()).isEqualTo(LETTER);
    assertThat(Sheet.pixels(other.width(), 300)).isEqualTo(2550);
    assertThat(Sheet.pixels(other.height(), 300)).isEqualTo(3300);
    says("media-default", "om_wall_9999x9999mm");
    assertThat(able().sheet(297, 420)).as("no memory holds it").isEqualTo(new Sheet("", 210, 297));
    told.remove("media-default");
    says("media-ready", "na_number-10_4.125x9.5in");
    assertThat(able().sheet(297, 420).media()).isEqualTo("na_number-10_4.125x9.5in");
  }
}
