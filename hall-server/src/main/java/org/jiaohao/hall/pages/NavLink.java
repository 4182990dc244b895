package org.jiaohao.hall.pages;

/**
 * A place in the navigation, contributed as a bean by the feature whose page it is; shown to
 * whoever may open it, see {@link OpenPages}.
 *
 * @param order place in the row, from the left; in tens, so that others fit between
 * @param path address
 * @param key message key of its text
 */
public record NavLink(int order, String path, String key) {}
