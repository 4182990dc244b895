package org.jiaohao.device.api;

import java.util.Set;

/**
 * What a sign can do.
 *
 * @param width lamps from left to right, or characters on signs that only know characters
 * @param height lamps from top to bottom, or lines
 * @param colors colours it can show
 * @param areas how many areas at once
 * @param anyCharacter whether every character of GB18030 can be drawn
 * @param confirms whether it answers, so that a content is known to be shown
 * @param brightness whether {@link Sign#brightness} works
 * @param power whether {@link Sign#power} works
 * @param clock whether {@link Sign#clock} works
 */
public record SignFeatures(
    int width,
    int height,
    Set<SignContent.Color> colors,
    int areas,
    boolean anyCharacter,
    boolean confirms,
    boolean brightness,
    boolean power,
    boolean clock) {}
