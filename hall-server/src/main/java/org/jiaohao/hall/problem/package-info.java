/** Errors as RFC 9457 problem documents, in Chinese and English, with what to do next. */
package org.jiaohao.hall.problem;
