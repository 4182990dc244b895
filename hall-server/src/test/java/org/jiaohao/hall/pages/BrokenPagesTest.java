package org.jiaohao.hall.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.StaffBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every page over a database whose tables are gone: the mistake is told on a whole page. */
@ExtendWith(OutputCaptureExtension.class)
class BrokenPagesTest {
  private static RunningHall server;
  private static StaffBrowser admin;

  @BeforeAll
  static void start() throws Exception {
    server = RunningHall.start(RunningHall.NO_BROKER, "spring.profiles.active=demo");
    admin = new StaffBrowser(server);
    admin.signIn(server.demo("admin"));
    String url = "jdbc:sqlite:" + server.data().resolve("hall.db") + "?busy_timeout=10000";
    try (Connection database = DriverManager.getConnection(url);
        Statement sql = database.createStatement()) {
      sql.execute("pragma legacy_alter_table = on");
      for (String table : tables(sql)) {
        sql.execute("alter table " + table + " rename to gone_" + table);
      }
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** All but those that tell who looks. */
  private static List<String> tables(Statement sql) throws Exception {
    var names = new ArrayList<String>();
    try (ResultSet rows =
        sql.executeQuery(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
                + " and name not like 'account%' and name not like 'flyway%'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static List<String> addresses() {
    var mapping = server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    return mapping.getHandlerMethods().entrySet().stream()
        .filter(
            e -> {
              Set<RequestMethod> methods = e.getKey().getMethodsCondition().getMethods();
              return e.getValue().getBeanType().isAnnotationPresent(PageController.class)
                  && (methods.isEmpty() || methods.contains(RequestMethod.GET));
            })
        .flatMap(e -> e.getKey().getPatternValues().stream())
        .map(BrokenPagesTest::filledIn)
        .distinct()
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static String filledIn(String pattern) {
    String path = pattern;
    for (var value : Map.of("hall", HALL, "no", "3", "window", "3").entrySet()) {
      path = path.replace("{" + value.getKey() + "}", value.getValue());
    }
    return path.replaceAll("\\{[^}]*\\}", "1");
  }

  @Test
  void everyPageTellsTheMistakeWholeAndInTheReadersShell(CapturedOutput output) throws Exception {
    var wrong = new ArrayList<String>();
    int broken = 0;
    for (String path : addresses()) {
      for (String lang : List.of("zh", "en")) {
        var answer = admin.get(path + "?lang=" + lang, "text/html");
        String body = answer.body();
        boolean page = answer.headers().firstValue("Content-Type").orElse("").contains("html");
        if (answer.statusCode() == 500) {
          broken++;
          boolean whole = body.endsWith("</html>\n") || body.endsWith("</html>");
          boolean inWords = body.contains(lang.equals("zh") ? "服务器" : "server");
          if (!page || !whole || !inWords || body.contains("Exception")) {
            wrong.add(path + "?lang=" + lang + "\n" + body);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(broken).isGreaterThan(20);
    assertThat(output).doesNotContain("TemplateProcessingException", "TemplateInputException");
  }
}
