package org.jiaohao.hall.identity;

import java.util.List;
import java.util.Set;
import org.jiaohao.hall.problem.Problem;

/**
 * Which roles one account may hold (N16): who reads what others did does nothing else, and where
 * duties are separated, who runs the system does not give out the accounts.
 */
final class RoleRules {
  /** Roles that some active account always holds. */
  static final List<Role> NEVER_WITHOUT = List.of(Role.ADMIN, Role.SECURITY);

  private RoleRules() {}

  /**
   * Refuses roles that do not go together, with a 400 problem.
   *
   * @param hall the account's hall, or null
   * @param separateDuties whether administrator and security officer are two people
   */
  static void check(Set<Role> roles, String hall, boolean separateDuties) {
    boolean good =
        roles != null
            && !roles.isEmpty()
            && roles.stream().allMatch(role -> role != null && role.forStaff());
    if (!good) {
      throw Problem.badRequest("bad-account", "Choose at least one staff role.", "请至少选择一个工作人员角色。");
    }
    if (roles.contains(Role.AUDITOR) && roles.size() > 1) {
      throw Problem.badRequest(
          "auditor-alone",
          "An auditor holds no other role: nobody audits themselves. Make two accounts.",
          "审计员不能兼任其他角色，请分设两个账号。");
    }
    if (separateDuties && roles.contains(Role.ADMIN) && roles.contains(Role.SECURITY)) {
      throw Problem.badRequest(
          "separate-duties",
          "In this system administrator and security officer are two people. Choose one of both.",
          "本系统要求管理员与安全管理员分设，请只选择其中一个。");
    }
    if (hall != null && roles.stream().anyMatch(Role::ofTheSystem)) {
      throw Problem.badRequest(
          "role-of-every-hall",
          "Administrators, security officers and county administrators see every hall: leave the"
              + " hall empty, or choose hall manager.",
          "管理员、安全管理员和县级管理员管理所有大厅，请不要指定大厅；只管理一个大厅的请选择大厅值班长。");
    }
  }
}
