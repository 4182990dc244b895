package org.jiaohao.hall.pages;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.device.CommandSender;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.test.context.ContextConfiguration;

/** A test of pages over the real core; security is tested where it lives. */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest
@AutoConfigureMockMvc(addFilters = false)
@ContextConfiguration(classes = {CoreTest.Core.class, PageTest.Pages.class})
@interface PageTest {
  /** The pages beside the core; no {@code @Configuration}, or a scan of the program finds it. */
  @ComponentScan({
    "org.jiaohao.hall.device",
    "org.jiaohao.hall.identity",
    "org.jiaohao.hall.notice",
    "org.jiaohao.hall.pages",
    "org.jiaohao.hall.problem"
  })
  class Pages {
    /** No kiosk can be reached. */
    @Bean
    CommandSender sender() {
      return (hall, agent, command, correlation, body) -> false;
    }
  }
}
