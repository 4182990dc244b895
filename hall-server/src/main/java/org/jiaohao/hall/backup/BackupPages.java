package org.jiaohao.hall.backup;

import java.io.IOException;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.pages.NavLink;
import org.jiaohao.hall.pages.PageController;
import org.jiaohao.hall.store.HallFolder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Backups for the administrator: which there are, when one was proven last, one more now. */
@PageController
class BackupPages {
  private final BackupController api;
  private final Backups backups;
  private final BackupSettings settings;
  private final HallFolder hall;

  BackupPages(BackupController api, Backups backups, BackupSettings settings, HallFolder hall) {
    this.api = api;
    this.backups = backups;
    this.settings = settings;
    this.hall = hall;
  }

  @May(Right.ADMINISTER)
  @GetMapping("/admin/backups")
  String backups(Model model) throws IOException {
    model.addAttribute("overview", api.overview());
    model.addAttribute("folder", backups.folder());
    model.addAttribute("data", hall.path());
    model.addAttribute("settings", settings);
    return "backup/backups";
  }

  /** Settings, and the place in the navigation. */
  @Configuration
  @EnableConfigurationProperties(BackupSettings.class)
  static class Setup {
    @Bean
    NavLink backupsLink() {
      return new NavLink(45, "/admin/backups", "nav.backups");
    }
  }
}
