/** Watching and disturbing an emulated device over HTTP. */
package org.jiaohao.emulator.control;
