/** What screens show: the retained views, computed from the database. */
package org.jiaohao.hall.display;
