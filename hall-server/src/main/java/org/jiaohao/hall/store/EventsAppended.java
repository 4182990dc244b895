package org.jiaohao.hall.store;

/**
 * Published inside the program after a commit that holds new events of the log, on the write
 * thread: who reads the log by a cursor looks again.
 */
public record EventsAppended() {}
