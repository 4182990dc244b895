/**
 * The pages: phone pages for citizens, screens for clerks, guides and managers. They read through
 * the feature packages and change things through the HTTP API only, like every other client.
 */
@Room(after = "limit")
package org.jiaohao.hall.pages;

import org.jiaohao.hall.Room;
