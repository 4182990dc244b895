package org.jiaohao.hall.window;

/**
 * Data of every {@code window-…} event.
 *
 * @param window window number
 * @param state state after the event
 * @param reason why it is paused, or null
 * @param clerk display name of the clerk, or null
 */
public record WindowEvent(String window, WindowState state, String reason, String clerk) {}
