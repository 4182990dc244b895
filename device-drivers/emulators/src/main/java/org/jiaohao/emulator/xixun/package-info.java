/** A Xixun card behind its realtime server, written from the maker's protocol 1.5. */
package org.jiaohao.emulator.xixun;
