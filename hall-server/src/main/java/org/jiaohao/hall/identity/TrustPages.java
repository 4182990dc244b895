package org.jiaohao.hall.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.CertificateEncodingException;
import org.jiaohao.hall.pages.PageController;
import org.jiaohao.hall.trust.Authority;
import org.jiaohao.hall.trust.HallNetwork;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * How a PC of staff comes to trust the hall's certificate (N18). Served at the door without TLS as
 * well, since nobody trusts the other one yet; what makes it safe is the fingerprint, which staff
 * compares with the one on the administrator's paper or screen.
 */
@PageController
class TrustPages {
  private final Authority authority;
  private final HallNetwork network;

  TrustPages(Authority authority, HallNetwork network) {
    this.authority = authority;
    this.network = network;
  }

  @Public(phones = true)
  @GetMapping("/ca")
  String page(Model model, HttpServletRequest request) {
    model.addAttribute("secure", request.isSecure());
    model.addAttribute("fingerprint", authority.fingerprint());
    model.addAttribute("address", "https://" + network.host() + ":" + network.httpsPort());
    return "identity/ca";
  }

  @Public(phones = true)
  @GetMapping("/ca/jiaohao-hall-ca.crt")
  ResponseEntity<byte[]> file() throws CertificateEncodingException {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/x-x509-ca-cert"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("jiaohao-hall-ca.crt").build().toString())
        .body(authority.certificate().getEncoded());
  }
}
