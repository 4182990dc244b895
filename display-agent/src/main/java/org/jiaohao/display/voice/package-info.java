/** Calls by voice (N04). */
package org.jiaohao.display.voice;
