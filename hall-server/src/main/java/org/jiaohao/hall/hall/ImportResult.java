package org.jiaohao.hall.hall;

import java.util.List;

/**
 * Result of an import (R002). With errors nothing was imported.
 *
 * @param added rows that are new
 * @param changed rows that differ from before
 * @param unchanged rows that were already there
 * @param errors bad rows, empty when the import was carried out
 */
public record ImportResult(int added, int changed, int unchanged, List<ImportError> errors) {}
