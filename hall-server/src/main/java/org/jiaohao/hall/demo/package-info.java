/** What exists in the demo profile only. */
@Room(after = "messaging")
package org.jiaohao.hall.demo;

import org.jiaohao.hall.Room;
