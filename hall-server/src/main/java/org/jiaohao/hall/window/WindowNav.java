package org.jiaohao.hall.window;

import org.jiaohao.hall.pages.NavLink;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the windows stand in the navigation. */
@Configuration
class WindowNav {
  @Bean
  NavLink clerkLink() {
    return new NavLink(10, "/clerk", "nav.clerk");
  }
}
