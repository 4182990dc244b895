/** Tickets: numbering, the order of the line, the life cycle (N01–N03, N07). */
package org.jiaohao.hall.queue;
