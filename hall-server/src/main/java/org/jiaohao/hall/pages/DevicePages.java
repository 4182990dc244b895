package org.jiaohao.hall.pages;

import org.jiaohao.hall.hall.Halls;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Kiosks and displays of a hall with their devices, and codes to enrol new ones (N18). */
@Controller
class DevicePages {
  private final Halls halls;
  private final StaffRecords records;

  DevicePages(Halls halls, StaffRecords records) {
    this.halls = halls;
    this.records = records;
  }

  @GetMapping("/manage/{hall}/devices")
  String devices(@PathVariable("hall") String id, Model model) {
    live(id, model);
    return "manage/devices";
  }

  /** The list alone, fetched every few seconds. */
  @GetMapping("/manage/{hall}/devices/live")
  String live(@PathVariable("hall") String id, Model model) {
    model.addAttribute("hall", halls.get(id));
    model.addAttribute("agents", records.agents(id));
    return "manage/devices-live :: agents";
  }
}
