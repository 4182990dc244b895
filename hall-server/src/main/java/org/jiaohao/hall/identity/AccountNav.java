package org.jiaohao.hall.identity;

import org.jiaohao.hall.pages.NavLink;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the accounts stand in the navigation. */
@Configuration
class AccountNav {
  @Bean
  NavLink accountsLink() {
    return new NavLink(40, "/admin/accounts", "nav.accounts");
  }
}
