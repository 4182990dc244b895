package org.jiaohao.hall.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.savedrequest.SavedRequest;

/** The page wanted before the sign-in is kept by the browser, and leads nowhere else. */
class WantedPageTest {
  private final WantedPage wanted = new WantedPage();

  private static MockHttpServletRequest page(String path, String query) {
    var request = new MockHttpServletRequest("GET", path);
    request.setQueryString(query);
    request.addHeader("Accept", "text/html,application/xhtml+xml");
    request.addHeader("Host", "elsewhere.example");
    return request;
  }

  private SavedRequest after(MockHttpServletRequest request) {
    var answer = new MockHttpServletResponse();
    wanted.saveRequest(request, answer);
    Cookie kept = answer.getCookie("wanted");
    var signIn = new MockHttpServletRequest("POST", "/login");
    if (kept != null) {
      assertThat(kept.isHttpOnly()).isTrue();
      signIn.setCookies(kept);
    }
    return wanted.getRequest(signIn, new MockHttpServletResponse());
  }

  @Test
  void aPageIsKeptWithItsQueryButNotTheNameOfTheHost() {
    var request = page("/manage/yj-c00/plan", "day=2026-11-26");
    assertThat(after(request).getRedirectUrl()).isEqualTo("/manage/yj-c00/plan?day=2026-11-26");
    assertThat(request.getSession(false)).isNull();
  }

  @Test
  void whatIsNoPageOrTooLongIsNotKept() {
    var part = page("/manage/yj-c00/plan", null);
    part.addHeader("X-Requested-With", "XMLHttpRequest");
    assertThat(after(part)).isNull();
    assertThat(after(page("/manage/" + "x".repeat(1000), null))).isNull();
    var post = page("/logout", null);
    post.setMethod("POST");
    assertThat(after(post)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example/",
        "/\\evil.example/",
        "https://evil.example/",
        "/a\r\nSet-Cookie: x=y",
        "/大厅",
        "evil",
        ""
      })
  void aCookieOfSomebodyElseLeadsNowhere(String address) {
    var request = new MockHttpServletRequest("POST", "/login");
    String value = Base64.getUrlEncoder().encodeToString(address.getBytes(UTF_8));
    request.setCookies(new Cookie("wanted", value));
    assertThat(wanted.getRequest(request, new MockHttpServletResponse())).isNull();
    request.setCookies(new Cookie("wanted", "%%%"));
    assertThat(wanted.getRequest(request, new MockHttpServletResponse())).isNull();
  }

  @Test
  void whoHasComeThereNeedsItNoMore() {
    var answer = new MockHttpServletResponse();
    wanted.saveRequest(page("/audit", null), answer);
    var there = page("/audit", null);
    there.setCookies(answer.getCookie("wanted"));
    there.setUserPrincipal(() -> "auditor");
    var arrived = new MockHttpServletResponse();
    assertThat(wanted.getMatchingRequest(there, arrived)).isNull();
    assertThat(arrived.getCookie("wanted").getMaxAge()).isZero();
  }
}
