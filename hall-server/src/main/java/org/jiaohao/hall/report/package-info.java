/** What is read across rooms: the overview of all halls and the floor plan of one. */
package org.jiaohao.hall.report;
