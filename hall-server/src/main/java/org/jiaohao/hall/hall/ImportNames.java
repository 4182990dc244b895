package org.jiaohao.hall.hall;

import java.util.List;

/**
 * Kinds of rows and columns that an import changes; the page calls them {@code import.kind.…} and
 * {@code import.column.…}.
 */
final class ImportNames {
  static final List<String> KINDS =
      List.of("hall", "area", "queue", "window", "service", "item", "offer");

  static final List<String> COLUMNS =
      List.of(
          "name",
          "name_en",
          "level",
          "parent",
          "admin_code",
          "division",
          "profile",
          "morning_hours",
          "afternoon_hours",
          "lunch_hours",
          "weekend_hours",
          "enquiry_phone",
          "complaint_phone",
          "address",
          "prefix",
          "kind",
          "departments",
          "accessible",
          "weekend_open",
          "lunch_open",
          "a_role",
          "b_role",
          "strip",
          "area",
          "department",
          "type",
          "promised_working_days",
          "legal_working_days",
          "legal_calendar_days",
          "fee_fen",
          "materials",
          "steps",
          "service_minutes",
          "hall_level",
          "basis",
          "queue");

  private ImportNames() {}
}
