/** The log as auditors read it: search, export, proof that nothing was changed, retention. */
@Room(after = "report")
package org.jiaohao.hall.audit;

import org.jiaohao.hall.Room;
