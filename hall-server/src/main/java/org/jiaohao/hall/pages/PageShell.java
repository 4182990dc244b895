package org.jiaohao.hall.pages;

import java.util.List;
import org.jiaohao.contract.event.WindowFacts;
import org.jiaohao.contract.http.Ticket;

/**
 * What every page shows around its content.
 *
 * @param lang language tag of the page
 * @param otherLang the other language's tag
 * @param otherLanguagePath this page in the other language
 * @param citizen whether the page is for citizens: not signed in, at no address of staff
 * @param user display name of the signed-in person, or null
 * @param role strongest role of that person, or null
 * @param nav links this person may use
 * @param open which pages this person may open
 * @param demo whether the demo accounts exist
 * @param headers headers for requests made by htmx, as JSON
 * @param time the server's time, milliseconds since 1970
 * @param path address of this page
 * @param idleAfter milliseconds without an act of the person until the session ends
 */
record PageShell(
    String lang,
    String otherLang,
    String otherLanguagePath,
    boolean citizen,
    String user,
    String role,
    List<Link> nav,
    OpenPages open,
    boolean demo,
    String headers,
    long time,
    String path,
    long idleAfter) {

  /**
   * A link of the navigation.
   *
   * @param path address
   * @param key message key of its text
   * @param current whether this page belongs to it
   */
  record Link(String path, String key, boolean current) {}

  /** Whether the person may open a page: a link is shown only then. */
  public boolean mayOpen(String path) {
    return open.mayOpen(path);
  }

  /** Whether the page is in English. */
  public boolean english() {
    return lang.equals("en");
  }

  /** An area's code in the page's language. */
  public String area(String code) {
    return english() ? AreaNames.english(code) : code;
  }

  /** A window's state in words for people: nobody is served while a ticket is only called. */
  public String windowState(WindowFacts.State state, Ticket ticket) {
    boolean called = ticket != null && ticket.state().equals("CALLED");
    return called && state == WindowFacts.State.BUSY ? ticket.state() : state.name();
  }

  /** The text in the page's language; the Chinese one where there is no English. */
  public String pick(String zh, String en) {
    return english() && en != null && !en.isBlank() ? en : zh;
  }
}
