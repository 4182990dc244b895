package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LoopbackFilterTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, , 200",
    "localhost, http://localhost:8081, 200",
    "[::1], http://[::1]:8081, 200",
    "kiosk-1.hall.example, , 403",
    "10.0.0.7, , 403",
    "127.0.0.1, http://evil.example, 403",
    "127.0.0.1, null, 403",
    "127.0.0.1, http://[, 403"
  })
  void onlyThisMachineIsServed(String host, String origin, int status) throws Exception {
    var request = new MockHttpServletRequest("GET", "/");
    request.setServerName(host);
    if (origin != null) {
      request.addHeader("Origin", origin);
    }
    var response = new MockHttpServletResponse();
    var chain = new MockFilterChain();
    new LoopbackFilter().doFilter(request, response, chain);

    assertThat(response.getStatus()).isEqualTo(status);
    assertThat(chain.getRequest() != null).isEqualTo(status == 200);
    if (status == 200) {
      assertThat(response.getHeader("Content-Security-Policy"))
          .contains("default-src 'self'", "frame-ancestors 'self' http://127.0.0.1:*");
      assertThat(response.getHeader("Referrer-Policy")).isEqualTo("same-origin");
      assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    }
  }
}
