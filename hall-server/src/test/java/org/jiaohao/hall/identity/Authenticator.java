package org.jiaohao.hall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.jiaohao.hall.RunningHall;

/** The phone of somebody with a second factor. */
final class Authenticator {
  private Authenticator() {}

  /** The secret that the page which sets a second factor up shows. */
  static String secret(String page) {
    var key = Pattern.compile("<code class=\"num\">([A-Z2-7 ]{39})</code>").matcher(page);
    assertThat(key.find()).as(page).isTrue();
    return key.group(1).replace(" ", "");
  }

  /** What the phone shows at the server's time. */
  static String shown(RunningHall server, String secret) throws Exception {
    var key = new SecretKeySpec(new Base32().decode(secret), "HmacSHA1");
    return new TimeBasedOneTimePasswordGenerator()
        .generateOneTimePasswordString(key, server.clock().instant());
  }
}
