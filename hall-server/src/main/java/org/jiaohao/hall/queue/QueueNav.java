package org.jiaohao.hall.queue;

import org.jiaohao.hall.pages.NavLink;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the guide desk stands in the navigation. */
@Configuration
class QueueNav {
  @Bean
  NavLink deskLink() {
    return new NavLink(20, "/desk", "nav.desk");
  }
}
