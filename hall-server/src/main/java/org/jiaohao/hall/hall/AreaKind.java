package org.jiaohao.hall.hall;

import java.util.Locale;
import java.util.stream.Stream;

/** The five functional areas that every hall has (R006). */
public enum AreaKind {
  /** Windows; each lettered area of a hall is one of these. */
  WINDOWS("窗口服务区"),
  /** Guide desk and enquiries. */
  ENQUIRY("咨询服务区"),
  /** Complaints. */
  COMPLAINT("投诉受理区"),
  /** Kiosks. */
  SELFSERVICE("自助办理区"),
  /** Seats and screens. */
  WAITING("等候休息区");

  private final String code;

  AreaKind(String code) {
    this.code = code;
  }

  /** Its name, and the code of an area that is nothing but this. */
  public String code() {
    return code;
  }

  /** As message keys and style sheets name it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The functional area to which an area of a hall belongs. */
  public static AreaKind of(String areaCode) {
    return Stream.of(values())
        .filter(kind -> kind.code.equals(areaCode))
        .findFirst()
        .orElse(WINDOWS);
  }
}
