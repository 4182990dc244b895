package org.jiaohao.contract.http;

/**
 * A hall, as {@code GET /api/v1/halls/{hall}} shows it.
 *
 * @param id hall id, for example {@code yj-c00}
 * @param name zh-CN
 * @param nameEn English
 * @param level COUNTY or TOWNSHIP
 * @param businessDay day in force, ISO date; separate from the calendar day
 * @param morningHours for example {@code 08:30-12:00}
 * @param afternoonHours for example {@code 14:30-18:00}
 * @param enquiryPhone enquiry phone
 * @param complaintPhone complaint phone
 * @param address postal address
 */
public record HallInfo(
    String id,
    String name,
    String nameEn,
    String level,
    String businessDay,
    String morningHours,
    String afternoonHours,
    String enquiryPhone,
    String complaintPhone,
    String address) {}
