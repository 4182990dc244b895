package org.jiaohao.hall.audit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.hall.identity.Access;
import org.jiaohao.hall.identity.HallTree;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.pages.NavLink;
import org.jiaohao.hall.pages.PageController;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.HallClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The log for auditors, newest first, page by page. */
@PageController
class AuditPages {
  /** What can be looked for, by what it is about; first of each, {@code about-}, all of it. */
  private static final Map<String, Set<String>> TYPES =
      HallEvent.kinds().keySet().stream()
          .flatMap(type -> Stream.of(about(type) + "-", type))
          .collect(
              Collectors.groupingBy(
                  AuditPages::about, TreeMap::new, Collectors.toCollection(TreeSet::new)));

  private final AuditLog log;
  private final AuditDetails details;
  private final AuditProof proof;
  private final HallTree halls;
  private final Access access;
  private final HallClock clock;

  AuditPages(
      AuditLog log,
      AuditDetails details,
      AuditProof proof,
      HallTree halls,
      Access access,
      HallClock clock) {
    this.log = log;
    this.details = details;
    this.proof = proof;
    this.clock = clock;
    this.halls = halls;
    this.access = access;
  }

  @May(Right.AUDIT)
  @GetMapping("/audit")
  String audit(@ModelAttribute("asked") AuditLog.Asked asked, Model model, Locale locale) {
    List<AuditLog.Entry> entries = List.of();
    try {
      entries = log.search(asked);
    } catch (Problem problem) { // what was typed stays
      model.addAttribute("problem", text(problem, locale));
    }
    model.addAttribute("asked", asked);
    model.addAttribute("entries", entries);
    model.addAttribute(
        "halls", halls.nodes().stream().filter(hall -> access.sees(hall.id())).toList());
    model.addAttribute(
        "named",
        halls.nodes().stream().collect(Collectors.toMap(HallTree.Node::id, Function.identity())));
    model.addAttribute("everything", access.seesEverything());
    model.addAttribute("types", TYPES);
    model.addAttribute(
        "otherType",
        asked.type() != null
            && TYPES.values().stream().noneMatch(all -> all.contains(asked.type())));
    model.addAttribute(
        "details",
        entries.stream()
            .collect(
                Collectors.toMap(AuditLog.Entry::seq, entry -> details.of(entry.data(), locale))));
    model.addAttribute(
        "older",
        entries.size() < AuditLog.PAGE ? null : address("/audit", asked, entries.getLast().seq()));
    model.addAttribute("copy", address("/api/v1/audit/copy", asked, null));
    model.addAttribute("clock", clock.source());
    model.addAttribute("last", proof.last().orElse(null));
    model.addAttribute("keptDays", proof.keptDays());
    return "audit/audit";
  }

  /** Checks the whole log now, and says what was found. */
  @May(Right.AUDIT)
  @GetMapping("/audit/check")
  String check(@RequestParam(defaultValue = "") String head, Model model, Locale locale) {
    model.addAttribute("head", head.strip());
    model.addAttribute("everything", access.seesEverything());
    try {
      model.addAttribute("outcome", proof.check(AuditController.head(head)));
    } catch (Problem problem) { // what was typed stays
      model.addAttribute("problem", text(problem, locale));
    }
    return "audit/check";
  }

  private static String text(Problem problem, Locale locale) {
    return locale.getLanguage().equals("en") ? problem.getMessage() : problem.detailZh();
  }

  private static String about(String type) {
    return type.substring(0, type.indexOf('-'));
  }

  private static String address(String path, AuditLog.Asked asked, Long before) {
    var address = UriComponentsBuilder.fromPath(path);
    if (before != null) {
      address.queryParam("before", before);
    }
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
