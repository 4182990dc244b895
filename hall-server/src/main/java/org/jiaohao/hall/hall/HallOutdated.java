package org.jiaohao.hall.hall;

/**
 * Published inside the program after a hall's setup changed, before anybody reads of it.
 *
 * @param hall hall id
 */
record HallOutdated(String hall) {}
