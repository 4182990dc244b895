package org.jiaohao.hall;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jiaohao.hall.audit.AuditCommand;
import org.jiaohao.hall.backup.KeysCommand;
import org.jiaohao.hall.backup.RestoreCommand;
import org.jiaohao.hall.identity.AccountCommand;
import org.jiaohao.hall.identity.HallTree;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.Ids;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Commands for whoever sits at the machine itself and may read its data folder; the server may run
 * meanwhile. Settings come from where the server takes them.
 */
final class Console {
  private static final String USAGE =
      """
      account unlock NAME                 解除锁定 end the locks of an account
      account reset NAME                  重置密码 set a new first password, which is printed
      account deactivate NAME             停用账号 end an account's sessions; it signs in no more
      account remove-second-factor NAME   停用动态口令 remove the second factor of an account
      audit check [--against=COPY.csv] [--head=SEQ:HASH]
                                          核对审计日志 name what was changed in the audit log
      restore --from FILE --to FOLDER [--keys FILE] [--replace] [--foreign]
                                          恢复备份 restore a backup; the server must not run
      keys --from FOLDER --to FILE        导出密钥 write the hall's keys, which no backup holds, into a file
      """;

  private Console() {}

  /** Whether the arguments of the program name a command. */
  static boolean isCommand(String[] args) {
    return args.length > 0 && !args[0].startsWith("-");
  }

  /**
   * Carries it out.
   *
   * @return exit code: 0 done; 1 refused, or a changed log was found; 2 not understood; those of
   *     {@link RestoreCommand}
   */
  static int run(String[] args, PrintStream out) {
    if (args[0].equals(RestoreCommand.NAME)) {
      return RestoreCommand.run(List.of(args), Clock.systemUTC(), out);
    }
    if (args[0].equals(KeysCommand.NAME)) {
      return KeysCommand.run(List.of(args), out);
    }
    List<String> words = Arrays.stream(args).filter(word -> !word.startsWith("--")).toList();
    boolean audit = words.equals(List.of("audit", "check"));
    boolean account = words.size() == 3 && words.getFirst().equals("account");
    if (!audit && !account) {
      out.print(USAGE);
      return 2;
    }
    try (ConfigurableApplicationContext context = open(args)) {
      if (audit) {
        var settings = context.getEnvironment();
        return AuditCommand.check(
            context.getBean(JdbcClient.class),
            Path.of(settings.getRequiredProperty("jiaohao.audit.heads")),
            settings.getProperty("against"),
            settings.getProperty("head"),
            out);
      }
      return context.getBean(AccountCommand.class).run(words.get(1), words.get(2), out) ? 0 : 2;
    } catch (Problem refused) {
      out.println(refused.detailZh());
      out.println(refused.getMessage());
      return 1;
    }
  }

  private static ConfigurableApplicationContext open(String[] args) {
    return new SpringApplicationBuilder(Parts.class)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .properties(Map.of("logging.level.root", "warn"))
        .run(args);
  }

  /** The store and the accounts, without pages, broker and rounds. */
  @ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    JacksonAutoConfiguration.class
  })
  @ComponentScan(basePackageClasses = Ids.class)
  @Import(AccountCommand.Parts.class)
  static class Parts {
    /** No command looks at halls. */
    @Bean
    HallTree noHalls() {
      return new HallTree() {
        @Override
        public List<Node> nodes() {
          return List.of();
        }

        @Override
        public void mustExist(String hall) {
          throw new UnsupportedOperationException("a command at the machine looks at no hall");
        }

        @Override
        public boolean isBelow(String hall, String root) {
          return false;
        }
      };
    }
  }
}
