/**
 * The one write path, the event log and the clock. A command runs in one transaction that changes
 * rows and appends its events; nothing is answered or published before that commit is durable.
 */
@Room(after = "")
package org.jiaohao.hall.store;

import org.jiaohao.hall.Room;
