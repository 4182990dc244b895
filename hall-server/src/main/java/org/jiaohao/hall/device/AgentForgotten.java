package org.jiaohao.hall.device;

import java.util.List;

/**
 * Published inside the program when an agent whose credentials ended is no longer known.
 *
 * @param hall hall id
 * @param agent agent id
 * @param devices names of the devices it had reported
 * @param replaced whether it was at work, and another machine has taken its place
 */
public record AgentForgotten(String hall, String agent, List<String> devices, boolean replaced) {}
