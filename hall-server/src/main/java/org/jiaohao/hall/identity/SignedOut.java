package org.jiaohao.hall.identity;

/**
 * Somebody is no longer signed in.
 *
 * @param username who
 * @param by who ended it: the person, whoever changed the account, or the server when the person
 *     did nothing for too long
 */
public record SignedOut(String username, String by) {}
