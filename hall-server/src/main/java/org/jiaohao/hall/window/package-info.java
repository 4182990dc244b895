/** Windows at work: their states and what a clerk does (R041, R094, R095). */
package org.jiaohao.hall.window;
