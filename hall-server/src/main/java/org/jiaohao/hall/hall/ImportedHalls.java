package org.jiaohao.hall.hall;

import java.util.Map;
import java.util.Set;

/**
 * The halls of an import, for the files that refer to them.
 *
 * @param levels hall id → its level
 * @param queues hall id → ids of the queues its windows serve
 * @param prefixes prefixes of the queues, for example {@code A}
 */
public record ImportedHalls(
    Map<String, HallLevel> levels, Map<String, Set<String>> queues, Set<String> prefixes) {}
