/**
 * From the citizen's touch to the paper: every draw and every print is one journaled job, so that a
 * stop of the machine at any moment neither loses a number nor prints it twice.
 */
package org.jiaohao.kiosk.ticket;
