/** What staff must act on: raised and cleared by the rooms, listed for staff. */
@Room(after = "hall")
package org.jiaohao.hall.alert;

import org.jiaohao.hall.Room;
