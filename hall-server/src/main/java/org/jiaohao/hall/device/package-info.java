/** Agents and devices as they report themselves, and commands to agents. */
@Room(after = "publicity")
package org.jiaohao.hall.device;

import org.jiaohao.hall.Room;
