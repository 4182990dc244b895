package org.jiaohao.hall.pages;

import java.util.Set;

/**
 * A place in the navigation, contributed as a bean by the feature whose page it is.
 *
 * @param order place in the row, from the left
 * @param path address
 * @param key message key of its text
 * @param roles names of the roles that may open it
 */
public record NavLink(int order, String path, String key, Set<String> roles) {}
