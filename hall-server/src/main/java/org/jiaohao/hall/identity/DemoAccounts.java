package org.jiaohao.hall.identity;

import java.util.List;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Known accounts of the demo profile, and of no other. */
@Component
@Profile("demo")
public class DemoAccounts {
  private static final String HALL = "yj-c00";

  private final Accounts accounts;

  DemoAccounts(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * What the login page of the demo shows.
   *
   * @param username user name
   * @param password password, known to everybody
   * @param name display name
   * @param role what they may do
   */
  public record Login(String username, String password, String name, Role role) {}

  /** The accounts with their passwords. */
  public List<Login> logins() {
    return PEOPLE.stream()
        .map(
            p ->
                new Login(
                    p.username, Accounts.demoPassword(p.username), p.name, p.roles.getFirst()))
        .toList();
  }

  private record Person(String username, String name, List<Role> roles, String hall) {}

  private static final List<Person> PEOPLE =
      List.of(
          new Person("admin", "演示管理员", List.of(Role.ADMIN, Role.SECURITY), null),
          new Person("security", "演示安全员", List.of(Role.SECURITY), null),
          new Person("auditor", "演示审计员", List.of(Role.AUDITOR), null),
          new Person("manager", "演示值班长", List.of(Role.MANAGER), HALL),
          new Person("guide", "周晓雯", List.of(Role.GUIDE), HALL),
          new Person("technician", "演示技术员", List.of(Role.TECHNICIAN), HALL),
          new Person("clerk1", "张晓雨", List.of(Role.CLERK), HALL),
          new Person("clerk2", "王海涛", List.of(Role.CLERK), HALL),
          new Person("clerk3", "李䶮", List.of(Role.CLERK), HALL),
          new Person("clerk4", "陈思远", List.of(Role.CLERK), HALL));

  @EventListener(ApplicationStartedEvent.class)
  @Order(1)
  void create() {
    for (Person person : PEOPLE) {
      if (accounts.find(person.username).isEmpty()) {
        accounts.createDemo(person.username, person.name, Set.copyOf(person.roles), person.hall);
      }
    }
  }
}
