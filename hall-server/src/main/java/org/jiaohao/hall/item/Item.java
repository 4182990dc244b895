package org.jiaohao.hall.item;

import java.util.List;

/**
 * A service item (R046).
 *
 * @param code code in lower case, for example {@code sj-001}
 * @param name zh-CN
 * @param nameEn English
 * @param department department, zh-CN
 * @param type how it is handled
 * @param promisedWorkingDays promised limit; 0 = same visit, null = not stated
 * @param legalWorkingDays statutory limit in working days, null = not stated
 * @param legalCalendarDays statutory limit in calendar days, null = not stated
 * @param feeFen fee of the base case in fen (1/100 yuan); 0 = free, null = not stated
 * @param materials required documents
 * @param steps procedure
 * @param serviceMinutes usual time at the window, null = not known
 * @param basis legal basis or note, or null
 */
public record Item(
    String code,
    String name,
    String nameEn,
    String department,
    ItemType type,
    Integer promisedWorkingDays,
    Integer legalWorkingDays,
    Integer legalCalendarDays,
    Long feeFen,
    List<String> materials,
    List<String> steps,
    Integer serviceMinutes,
    String basis) {}
