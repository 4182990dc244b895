/**
 * The kiosk: touch pages for the browser on the same machine, numbers from the hall server, tickets
 * from the printer.
 */
package org.jiaohao.kiosk;
