/** Errors as RFC 9457 problem documents, in Chinese and English, with what to do next. */
@Room(after = "store")
package org.jiaohao.hall.problem;

import org.jiaohao.hall.Room;
