/** Who may do what: staff accounts, agents' credentials, sign-in (N16, N18). */
@Room(after = "trust")
package org.jiaohao.hall.identity;

import org.jiaohao.hall.Room;
