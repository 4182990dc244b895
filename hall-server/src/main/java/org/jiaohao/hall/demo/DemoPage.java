package org.jiaohao.hall.demo;

import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.pages.OtherPrograms;
import org.jiaohao.hall.pages.PageController;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Kiosk, paper, strips, board and a clerk's window side by side; only in the demo profile. */
@PageController
@Profile("demo")
@EnableConfigurationProperties(DemoSettings.class)
class DemoPage implements OtherPrograms {
  private final DemoSettings demo;

  DemoPage(DemoSettings demo) {
    this.demo = demo;
  }

  @Override
  public String origins() {
    return demo.origins();
  }

  @May(Right.READ_AS_STAFF)
  @GetMapping("/demo")
  String demo(Model model) {
    model.addAttribute("demo", demo);
    return "demo/demo";
  }
}
