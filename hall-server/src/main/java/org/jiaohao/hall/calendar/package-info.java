/** The business day of each hall: which one is in force, and what happens when it ends (N24). */
package org.jiaohao.hall.calendar;
