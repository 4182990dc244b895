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
        .map(p -> new Login(p.username, Accounts.demoPassword(p.username), p.name, p.role))
        .toList();
  }

  private record Person(String username, String name, Role role, String hall) {}

  private static final List<Person> PEOPLE =
      List.of(
          new Person("admin", "演示管理员", Role.ADMIN, null),
          new Person("manager", "演示值班长", Role.MANAGER, HALL),
          new Person("guide", "周晓雯", Role.GUIDE, HALL),
          new Person("technician", "演示技术员", Role.TECHNICIAN, HALL),
          new Person("clerk1", "张晓雨", Role.CLERK, HALL),
          new Person("clerk2", "王海涛", Role.CLERK, HALL),
          new Person("clerk3", "李䶮", Role.CLERK, HALL),
          new Person("clerk4", "陈思远", Role.CLERK, HALL));

  @EventListener(ApplicationStartedEvent.class)
  @Order(1)
  void create() {
    for (Person person : PEOPLE) {
      if (accounts.find(person.username).isEmpty()) {
        accounts.createDemo(person.username, person.name, Set.of(person.role), person.hall);
      }
    }
  }
}
