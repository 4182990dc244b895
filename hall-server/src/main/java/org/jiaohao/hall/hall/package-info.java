/** Halls with their areas, queues and windows as configured, and their import from CSV. */
package org.jiaohao.hall.hall;
