package org.jiaohao.hall.publicity;

import java.util.List;
import org.jiaohao.hall.alert.AlertRule;
import org.springframework.stereotype.Component;

/** A hall without complaint phone publishes nothing, and staff learns of it (R023). */
@Component
class ComplaintPhoneRule implements AlertRule {
  private final Playlist playlist;

  ComplaintPhoneRule(Playlist playlist) {
    this.playlist = playlist;
  }

  @Override
  public String kind() {
    return "COMPLAINT_PHONE";
  }

  @Override
  public List<Trouble> troubles(String hall) {
    return playlist.ready(hall)
        ? List.of()
        : List.of(
            new Trouble(
                hall,
                "未设置投诉电话，滚动屏停止更新。请在大厅设置中填写投诉电话。",
                "The complaint phone is missing, so rolling screens are not updated. Enter it in"
                    + " the hall's settings."));
  }
}
