package org.jiaohao.hall.identity;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.hall.pages.NavLink;
import org.jiaohao.hall.pages.PageController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;

/** The log for auditors, newest first, page by page. */
@PageController
class AuditPages {
  private final AuditLog log;
  private final HallTree halls;
  private final Access access;

  AuditPages(AuditLog log, HallTree halls, Access access) {
    this.log = log;
    this.halls = halls;
    this.access = access;
  }

  @May(Right.AUDIT)
  @GetMapping("/audit")
  String audit(@ModelAttribute("asked") AuditLog.Asked asked, Model model) {
    List<AuditLog.Entry> entries = log.search(asked);
    model.addAttribute("asked", asked);
    model.addAttribute("entries", entries);
    model.addAttribute(
        "halls", halls.nodes().stream().filter(hall -> access.sees(hall.id())).toList());
    model.addAttribute(
        "named",
        halls.nodes().stream().collect(Collectors.toMap(HallTree.Node::id, Function.identity())));
    model.addAttribute("everything", access.seesEverything());
    model.addAttribute("types", new TreeSet<>(HallEvent.kinds().keySet()));
    model.addAttribute(
        "older", entries.size() < AuditLog.PAGE ? null : older(asked, entries.getLast().seq()));
    return "identity/audit";
  }

  private static String older(AuditLog.Asked asked, long before) {
    var address = UriComponentsBuilder.fromPath("/audit").queryParam("before", before);
    var narrowed =
        Map.of(
            "text", String.valueOf(asked.text()),
            "actor", String.valueOf(asked.actor()),
            "type", String.valueOf(asked.type()),
            "day", String.valueOf(asked.day()),
            "hall", String.valueOf(asked.hall()));
    narrowed.forEach(
        (name, value) -> {
          if (!value.equals("null") && !value.isBlank()) {
            address.queryParam(name, "{" + name + "}");
          }
        });
    return address.encode().buildAndExpand(narrowed).toUriString();
  }

  /** Where the log stands in the navigation. */
  @Configuration
  static class Nav {
    @Bean
    NavLink auditLink() {
      return new NavLink(50, "/audit", "nav.audit");
    }
  }
}
