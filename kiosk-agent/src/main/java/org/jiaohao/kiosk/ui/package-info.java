/** Touch pages and the small local JSON interface of the kiosk. */
package org.jiaohao.kiosk.ui;
