/** Tickets: numbering, the order of the line, the life cycle (N01–N03, N07). */
@Room(after = "item")
package org.jiaohao.hall.queue;

import org.jiaohao.hall.Room;
