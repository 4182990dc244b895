package org.jiaohao.hall.report;

import org.jiaohao.hall.pages.NavLink;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the overview of halls stands in the navigation. */
@Configuration
class OverviewNav {
  @Bean
  NavLink manageLink() {
    return new NavLink(30, "/manage", "nav.manage");
  }
}
