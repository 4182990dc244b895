package org.jiaohao.hall.hall;

import java.util.Map;
import java.util.Set;

/**
 * The halls of an import, for the files that refer to them.
 *
 * @param levels hall id → county, township or village
 * @param queues hall id → ids of the queues its windows serve
 * @param prefixes known prefixes, for example {@code county A}
 */
public record ImportedHalls(
    Map<String, String> levels, Map<String, Set<String>> queues, Set<String> prefixes) {}
