/** The business day of each hall: which one is in force, and what happens when it ends (N24). */
@Room(after = "display")
package org.jiaohao.hall.calendar;

import org.jiaohao.hall.Room;
