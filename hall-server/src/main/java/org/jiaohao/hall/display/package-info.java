/**
 * Retained views: what every screen can show at once, whenever it comes. The features contribute
 * them; here stand the interface and the registry.
 */
@Room(after = "backup")
package org.jiaohao.hall.display;

import org.jiaohao.hall.Room;
