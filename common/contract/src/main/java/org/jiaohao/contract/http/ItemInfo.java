package org.jiaohao.contract.http;

/**
 * A service item offered at a hall, as {@code GET /api/v1/halls/{hall}/items} lists it.
 *
 * @param code item code in lower case, for example {@code sj-001}
 * @param name zh-CN
 * @param nameEn English
 * @param department zh-CN
 * @param queue queue id that serves it in this hall
 * @param guideUrl absolute address of the guide page for the phone (R050)
 */
public record ItemInfo(
    String code, String name, String nameEn, String department, String queue, String guideUrl) {}
