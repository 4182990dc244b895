package org.jiaohao.hall.item;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.Public;
import org.jiaohao.hall.pages.PageController;
import org.jiaohao.hall.pages.QrCode;
import org.jiaohao.hall.problem.Problem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Service guides on the phone and as printed cards (R005, R048, R050). */
@PageController
class GuidePages {
  private final Halls halls;
  private final Items items;
  private final Offered offered;
  private final MessageSource messages;
  private final String publicUrl;

  GuidePages(
      Halls halls,
      Items items,
      Offered offered,
      MessageSource messages,
      @Value("${jiaohao.public-url}") String publicUrl) {
    this.halls = halls;
    this.items = items;
    this.offered = offered;
    this.messages = messages;
    this.publicUrl = publicUrl;
  }

  /** All items of a hall; {@code q} shows those that hold all its words. */
  @Public(phones = true)
  @GetMapping("/g/{hall}")
  String list(
      @PathVariable("hall") String id, @RequestParam(defaultValue = "") String q, Model model) {
    Hall hall = halls.get(id);
    Map<String, QueueInfo> queues =
        hall.queues().stream()
            .map(queue -> offered.queue(hall, queue))
            .collect(Collectors.toMap(QueueInfo::id, Function.identity()));
    Map<String, String> offers = items.offers(hall);
    List<Row> rows =
        items.of(hall).stream()
            .map(item -> row(item, queues.get(offers.get(item.code())), q))
            .toList();
    model.addAttribute("hall", hall);
    model.addAttribute("query", q);
    model.addAttribute("items", rows);
    model.addAttribute("found", rows.stream().filter(Row::found).count());
    return "item/guides";
  }

  private static Row row(Item item, QueueInfo queue, String query) {
    String search =
        String.join(
                " ", item.code(), item.name(), item.nameEn(), item.department(), item.type().word())
            .toLowerCase(Locale.ROOT);
    boolean found =
        Arrays.stream(query.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(search::contains);
    return new Row(item, queue.waiting(), search, found);
  }

  @Public(phones = true)
  @GetMapping("/g/{hall}/{code}")
  String guide(
      @PathVariable("hall") String id, @PathVariable String code, Locale locale, Model model) {
    Hall hall = halls.get(id);
    Item item = fill(hall, code, model);
    model.addAttribute("guide", GuideText.of(item, hall, messages, locale));
    model.addAttribute(
        "offers",
        items.hallsOffering(item.code()).stream()
            .filter(other -> !other.equals(hall.id()))
            .map(halls::get)
            .map(other -> offer(other, item))
            .toList());
    return "item/guide";
  }

  /** How many wait now, fetched every few seconds. */
  @Public(phones = true)
  @GetMapping("/g/{hall}/{code}/live")
  String live(@PathVariable("hall") String id, @PathVariable String code, Model model) {
    fill(halls.get(id), code, model);
    return "item/guide-live :: live";
  }

  private Item fill(Hall hall, String code, Model model) {
    Item item = offered(hall, code);
    model.addAttribute("hall", hall);
    model.addAttribute("item", item);
    model.addAttribute("queue", queue(hall, item));
    return item;
  }

  private Item offered(Hall hall, String code) {
    String known = code.toLowerCase(Locale.ROOT);
    return items
        .find(known)
        .filter(item -> items.offers(hall).containsKey(known))
        .orElseThrow(
            () ->
                Problem.notFound(
                    "unknown-item",
                    "This hall does not offer the item '"
                        + code
                        + "'. Look for it in the list of guides or call "
                        + hall.enquiryPhone()
                        + ".",
                    "本大厅没有事项“" + code + "”。请在事项列表中查找，或致电 " + hall.enquiryPhone() + "。"));
  }

  private QueueInfo queue(Hall hall, Item item) {
    return offered.queue(hall, hall.queue(items.offers(hall).get(item.code())).orElseThrow());
  }

  private Offer offer(Hall hall, Item item) {
    QueueInfo queue = queue(hall, item);
    return new Offer(hall, queue.openWindows() > 0, queue.waiting());
  }

  /** The printable card of one item, A6. */
  @Public(phones = true)
  @GetMapping("/g/{hall}/{code}/card")
  String card(@PathVariable("hall") String id, @PathVariable String code, Model model) {
    Hall hall = halls.get(id);
    model.addAttribute("hall", hall);
    model.addAttribute("cards", List.of(card(hall, offered(hall, code))));
    return "item/cards";
  }

  /** The cards of all items, four to an A4 sheet. */
  @Public(phones = true)
  @GetMapping("/g/{hall}/cards")
  String cards(@PathVariable("hall") String id, Model model) {
    Hall hall = halls.get(id);
    model.addAttribute("hall", hall);
    model.addAttribute("cards", items.of(hall).stream().map(item -> card(hall, item)).toList());
    return "item/cards";
  }

  private Card card(Hall hall, Item item) {
    String url = publicUrl + "/g/" + hall.id() + "/" + item.code();
    return new Card(item, url, QrCode.of(url));
  }

  /** An item of the list: how many wait, the text it is found by, whether the query found it. */
  record Row(Item item, int waiting, String search, boolean found) {}

  /** Another hall that offers the item. */
  record Offer(Hall hall, boolean open, int waiting) {}

  /** A printed card. */
  record Card(Item item, String url, QrCode qr) {}
}
