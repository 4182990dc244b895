/** The hall's own certificates, and the listeners of the hall's network that show them (N18). */
@Room(after = "pages")
package org.jiaohao.hall.trust;

import org.jiaohao.hall.Room;
