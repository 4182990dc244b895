package org.jiaohao.hall.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.trust.CertificateDates;
import org.jiaohao.hall.trust.CertificateDates.Dated;
import org.springframework.stereotype.Component;

/**
 * A certificate ends soon, or has ended (N18). Over when a longer one is in use. Told at the county
 * hall: one server serves all.
 */
@Component
class CertificateRule implements AlertRule {
  /** Time enough for a county to ask for a new one. */
  private static final Duration BEFORE = Duration.ofDays(30);

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");

  private final CertificateDates certificates;
  private final Halls halls;
  private final Clock clock;

  CertificateRule(CertificateDates certificates, Halls halls, Clock clock) {
    this.certificates = certificates;
    this.halls = halls;
    this.clock = clock;
  }

  /** What it is called, and what to do, in both languages. */
  private record Words(String zh, String doZh, String en, String doEn) {
    static Words of(CertificateDates.Use use) {
      return switch (use) {
        case COUNTY ->
            new Words(
                "县级域名的证书",
                "请技术员向签发机构续期，并更新设置 jiaohao.county-certificate 所指的文件，服务器会自动启用，无需重启。",
                "The certificate of the county's domain",
                "Renew it where it was issued and replace the files named by"
                    + " jiaohao.county-certificate; the server takes them up by itself.");
        case SERVER ->
            new Words(
                "大厅服务器的证书",
                "自动续期没有成功，请技术员检查数据文件夹中 tls 的权限和磁盘空间，并查看日志。",
                "The hall server's certificate",
                "It could not be renewed: check permissions and disk space of the folder tls in the"
                    + " data folder, and look into the log.");
        case AUTHORITY ->
            new Words(
                "大厅的根证书",
                "请技术员停止服务器，删除数据文件夹中的 tls 后重新启动，再用新的登记码重新注册所有终端。",
                "The hall's certificate authority",
                "Stop the server, delete the folder tls in the data folder, start again and enrol"
                    + " all agents with new codes.");
        case BROKER ->
            new Words(
                "外部消息服务的签发证书",
                "请技术员更新设置 jiaohao.mqtt.authority 所指的文件并重启服务器，再重新注册所有终端。",
                "The certificate that vouches for the external broker",
                "Replace the file named by jiaohao.mqtt.authority, restart the server and enrol all"
                    + " agents again.");
      };
    }
  }

  @Override
  public String kind() {
    return "CERTIFICATE";
  }

  @Override
  public List<Trouble> troubles(String hall) {
    var found = new ArrayList<Trouble>();
    if (halls.get(hall).parent() != null) {
      return found;
    }
    certificates.all().stream().filter(this::soon).map(this::ending).forEach(found::add);
    if (certificates.countyFilesUnusable()) {
      found.add(
          new Trouble(
              "server/county-files",
              "县级域名的证书文件无法使用：请技术员检查设置 jiaohao.county-certificate 所指的证书、私钥和密码是否齐全且互相匹配；更正后自动启用。",
              "The files of the county's certificate cannot be used: check that certificate, key and"
                  + " password named by jiaohao.county-certificate are there and belong together;"
                  + " they are taken up by themselves then."));
    }
    certificates
        .countyFilesEnded()
        .map(end -> DAY.format(end.atZone(clock.getZone())))
        .map(
            day ->
                new Trouble(
                    "server/county-files",
                    ("县级域名证书文件中的证书已于 %s 过期，未启用，仍使用原来的有效证书：请技术员向签发机构续期，并更新设置"
                            + " jiaohao.county-certificate 所指的文件，服务器会自动启用。")
                        .formatted(day),
                    ("The certificate in the county's files ended on %s and was not taken up; the"
                            + " former one, which is valid, stays in use. Renew it where it was"
                            + " issued and replace the files named by jiaohao.county-certificate;"
                            + " they are taken up by themselves then.")
                        .formatted(day)))
        .ifPresent(found::add);
    return found;
  }

  private boolean soon(Dated each) {
    return !clock.instant().plus(BEFORE).isBefore(each.until());
  }

  private Trouble ending(Dated each) {
    boolean over = !clock.instant().isBefore(each.until());
    Words words = Words.of(each.use());
    String day = DAY.format(each.until().atZone(clock.getZone()));
    return new Trouble(
        "server/certificate-" + each.use().name().toLowerCase(Locale.ROOT),
        words.zh + (over ? "已于 " + day + " 过期，浏览器会拒绝连接：" : "将于 " + day + " 到期：") + words.doZh,
        words.en
            + (over ? " ended on " + day + "; browsers refuse it. " : " ends on " + day + ". ")
            + words.doEn);
  }
}
