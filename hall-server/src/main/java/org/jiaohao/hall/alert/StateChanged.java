package org.jiaohao.hall.alert;

/**
 * Published inside the program when a room's state changed in a way that rules look at and the
 * event log does not say, for example by a report of a device.
 *
 * @param hall hall id
 */
public record StateChanged(String hall) {}
