/** What is read across rooms: the overview of all halls and the floor plan of one. */
@Room(after = "device")
package org.jiaohao.hall.report;

import org.jiaohao.hall.Room;
