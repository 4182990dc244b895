package org.jiaohao.hall.hall;

/**
 * A row that cannot be imported (R002).
 *
 * @param file file name
 * @param line line number, from 1; 0 when the whole file is unreadable
 * @param message what is wrong, English
 * @param messageZh the same in zh-CN
 */
public record ImportError(String file, long line, String message, String messageZh) {}
