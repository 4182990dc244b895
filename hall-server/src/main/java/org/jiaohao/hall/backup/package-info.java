/**
 * What keeps the data safe: backups while the server runs, each proven by restoring it, the command
 * that restores one, and what is wrong with the disk.
 */
@Room(after = "alert")
package org.jiaohao.hall.backup;

import org.jiaohao.hall.Room;
