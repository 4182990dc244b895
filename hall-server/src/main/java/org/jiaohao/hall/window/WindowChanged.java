package org.jiaohao.hall.window;

/**
 * Told inside the program after a window's state changed and that is durable.
 *
 * @param hall hall id
 * @param window window number
 * @param state the new state
 */
public record WindowChanged(String hall, String window, WindowState state) {}
