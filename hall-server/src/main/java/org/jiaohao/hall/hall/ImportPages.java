package org.jiaohao.hall.hall;

import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.pages.NavLink;
import org.jiaohao.hall.pages.PageController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Import of halls, windows and items: choose files, see what changes, confirm (R002). */
@PageController
class ImportPages {
  private final HallImport imports;

  ImportPages(HallImport imports) {
    this.imports = imports;
  }

  @May(Right.IMPORT)
  @GetMapping("/manage/import")
  String form(Model model) {
    model.addAttribute("files", imports.files());
    model.addAttribute("kinds", ImportNames.KINDS);
    model.addAttribute("columns", ImportNames.COLUMNS);
    return "hall/import";
  }

  /** Where the import stands in the navigation. */
  @Configuration
  static class Nav {
    @Bean
    NavLink importLink() {
      return new NavLink(35, "/manage/import", "nav.import");
    }
  }
}
