package org.jiaohao.hall.identity;

/**
 * A person has signed out: a moment for the rooms where they were at work.
 *
 * @param username user name
 */
public record SignedOut(String username) {}
