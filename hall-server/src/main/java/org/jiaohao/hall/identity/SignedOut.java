package org.jiaohao.hall.identity;

/**
 * Somebody is no longer signed in.
 *
 * @param username who
 * @param by who ended it: the person, or whoever withdrew the account
 * @param idle whether it ended because the person did nothing, and is expected back
 */
public record SignedOut(String username, String by, boolean idle) {}
