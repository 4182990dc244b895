package org.jiaohao.contract.http;

import java.util.List;

/**
 * A queue a citizen can draw from, as {@code GET /api/v1/halls/{hall}/queues} lists it.
 *
 * @param id queue id, the prefix in lower case
 * @param prefix letter before the serial
 * @param name zh-CN
 * @param nameEn English
 * @param place area and windows, for example {@code A区 1–3号窗口}
 * @param placeEn the same in English
 * @param windows numbers of the windows that serve it
 * @param openWindows how many of them are open or busy
 * @param waiting people waiting now
 * @param waitMinutes estimate for a ticket drawn now, or null
 */
public record QueueInfo(
    String id,
    String prefix,
    String name,
    String nameEn,
    String place,
    String placeEn,
    List<String> windows,
    int openWindows,
    int waiting,
    Ticket.WaitRange waitMinutes) {}
