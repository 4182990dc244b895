/** Halls with their areas, queues and windows as configured, and their import from CSV. */
@Room(after = "identity")
package org.jiaohao.hall.hall;

import org.jiaohao.hall.Room;
