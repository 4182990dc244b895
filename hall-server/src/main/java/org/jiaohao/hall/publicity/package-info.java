/** What the hall publishes to everybody: announcements and the playlist of the rolling screens. */
@Room(after = "window")
package org.jiaohao.hall.publicity;

import org.jiaohao.hall.Room;
