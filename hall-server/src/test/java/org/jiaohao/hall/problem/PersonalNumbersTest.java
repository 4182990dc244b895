package org.jiaohao.hall.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaohao.hall.RunningHall.HALL;

import java.util.Map;
import java.util.UUID;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of persons in what everybody reads: found however they are written, and nothing else. */
@Proves("N13")
class PersonalNumbersTest {
  private static final String BOTH = "请张三（身份证410726199001011234，电话13803731234）到1号窗口";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11010519491231002X",
        "410726199001010016",
        "410726198506154125",
        "810000199001010019",
        "830000197902280029",
        "956429198808080014",
        "410726202002290034"
      })
  void rightNumbersAndNoneThatIsOneDigitOff(String number) {
    assertThat(PersonalNumbers.isIdentity(number)).isTrue();
    for (int i = 0; i < 17; i++) {
      char[] wrong = number.toCharArray();
      wrong[i] = wrong[i] == '9' ? '0' : (char) (wrong[i] + 1);
      assertThat(PersonalNumbers.isIdentity(new String(wrong))).as("%d of %s", i, number).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11010519491231002X",
        "11010519491231002x",
        "11010519491231002Ｘ",
        "11010519491231002Ⅹ",
        "请110105 19491231 002 X到1号窗口",
        "110105-19491231-002X",
        "110105—1949—1231—002X",
        "１１０１０５１９４９１２３１００２Ｘ",
        "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
        "1101\u200b0519491231\u00ad002X",
        "一一〇一零五一九四九一二三一〇〇二X",
        "810000199001010019",
        "港澳居民830000197902280029",
        "956429198808080014",
        "410726900101123",
        "４１０７２６９００１０１１２３",
        "410726-900101-123",
        "身份证410726199001011234",
        "身份证号码：410726 19900101 1234",
        "ID card no. 410726199001011234",
        "A012 11010519491231002X"
      })
  void identityNumbers(String text) {
    assertThatThrownBy(() -> PersonalNumbers.refuse("text", text))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.slug()).isEqualTo("personal-number");
              assertThat(problem.getMessage()).contains("an identity number", "ticket number");
              assertThat(problem.detailZh()).contains("身份证件号码", "票号");
            });
    assertThatThrownBy(() -> PersonalNumbers.refuseIdentity("phone", text))
        .isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13803731234",
        "电话13803731234到1号窗口",
        "+8613803731234",
        "+86 138 0373 1234",
        "（+86）138-0373-1234",
        "0086 13803731234",
        "8613803731234",
        "013803731234",
        "１３８０３７３１２３４",
        "＋８６　１３８－０３７３－１２３４",
        "138 0373 1234",
        "138  0373 - 1234",
        "138.0373.1234",
        "1380373 1234",
        "13803 731234",
        "1 3 8 0 3 7 3 1 2 3 4",
        "138\u200b0373\u200b1234",
        "一三八零三七三一二三四",
        "窗口1 13803731234",
        "19912345678/16612345678",
        "Tel:15512345678."
      })
  void mobileNumbers(String text) {
    assertThatThrownBy(() -> PersonalNumbers.refuse("text", text))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.slug()).isEqualTo("personal-number");
              assertThat(problem.getMessage()).contains("a mobile number", "ticket number");
              assertThat(problem.detailZh()).contains("手机号码", "票号");
            });
    assertThatCode(() -> PersonalNumbers.refuseIdentity("phone", text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "咨询0373-7612345、0373-7612346",
        "0373-7612345 0373-7612346",
        "拨打12345或010-51234567",
        "400-810-1234 转 13",
        "400 138 0373",
        "2026-11-19 2026-11-27 9:00",
        "2026年11月27日 13:00-17:30",
        "20261127 13:30",
        "1300-1730 1330-1700",
        "工本费 150 2026-11-27 起",
        "收费 1380.00 元、1500 元",
        "A138 B139 A1380 A150 20261127",
        "A0138-A0150",
        "请到 1 3 5 7 9 11 13 15 号窗口",
        "窗口 13 14 15 16 17 8",
        "138****1234",
        "138 **** 1234",
        "410726********1234",
        "4107**********123X",
        "受理编号 410726202611270001",
        "统一社会信用代码 91410726MA12345678",
        "实施编码 11410726MB1234567X4000116001000",
        "1138037312341",
        "行政区划 410726001001",
        "12803731234",
        "410726199013011234",
        "",
        "一号窗口二〇二六年十一月"
      })
  void nothingElse(String text) {
    assertThatCode(() -> PersonalNumbers.refuse("text", text)).doesNotThrowAnyException();
  }

  @Test
  void itSaysWhere() {
    assertThatThrownBy(() -> PersonalNumbers.refuse("text", "𪚥\u200b请拨13803731234"))
        .hasMessageStartingWith("text holds a mobile number from character 5 on.");
  }

  /** Every way by which staff put words on screens, strips, paper, phones and into the voice. */
  @ParameterizedTest
  @CsvSource({
    "POST, /announcements, text",
    "POST, /announcements, textEn",
    "PUT, '', name",
    "PUT, '', nameEn",
    "PUT, '', address",
    "PUT, /queues/a, name",
    "PUT, /queues/a, nameEn",
    "PUT, /windows/1, name",
    "PUT, /windows/1, nameEn",
    "POST, /windows/1/pause, reason"
  })
  void staffAreToldSo(String method, String path, String member) {
    RunningHall server = RunningHall.shared();
    User admin = server.demo("admin");
    var body = new java.util.HashMap<String, Object>();
    if (path.equals("/announcements")) {
      body.put("text", "今日 A012 请到1号窗口");
      body.put("validFrom", "2026-11-23T09:00:00+08:00");
    }
    for (String words : new String[] {BOTH, "13803731234", "１１０１０５ 19491231-002x"}) {
      body.put(member, words);
      var problem =
          server
              .call(admin, method, "/api/v1/halls/" + HALL + path)
              .header("Idempotency-Key", UUID.randomUUID().toString())
              .body(body)
              .expect(400);
      assertThat(problem.get("type").asString()).isEqualTo("urn:jiaohao:problem:personal-number");
      assertThat(problem.get("detail").asString()).startsWith(member + " holds");
      assertThat(problem.get("detailZh").asString()).startsWith(member + "从第");
    }
  }

  @Test
  void aPhoneOfTheHallMayBeMobileButNoIdentityNumber() {
    RunningHall server = RunningHall.shared();
    User admin = server.account(null, Role.COUNTY_ADMIN);
    for (String member : new String[] {"enquiryPhone", "complaintPhone"}) {
      server
          .call(admin, "PUT", "/api/v1/halls/" + HALL)
          .body(Map.of(member, "410726199001010016"))
          .expect(400);
    }
  }
}
