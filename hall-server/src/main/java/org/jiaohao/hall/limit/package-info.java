/** What one address may ask of the server: connections, their time, requests without an account. */
@Room(after = "problem")
package org.jiaohao.hall.limit;

import org.jiaohao.hall.Room;
