package org.jiaohao.hall.pages;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Kiosk, paper, strips, board and a clerk's window side by side; only in the demo profile. */
@Controller
@Profile("demo")
class DemoPage {
  private final DemoSettings demo;

  DemoPage(DemoSettings demo) {
    this.demo = demo;
  }

  @GetMapping("/demo")
  String demo(Model model) {
    model.addAttribute("demo", demo);
    return "demo";
  }
}
