/** What the kiosk knows of its hall: queues, items, and whether the server answers. */
package org.jiaohao.kiosk.link;
