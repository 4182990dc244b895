/** The item register: what can be applied for, with its limits, fee and materials. */
@Room(after = "calendar")
package org.jiaohao.hall.item;

import org.jiaohao.hall.Room;
