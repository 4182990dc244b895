/** Windows at work: their states and what a clerk does (R041, R094, R095). */
@Room(after = "queue")
package org.jiaohao.hall.window;

import org.jiaohao.hall.Room;
