/** An overhead camera and the program that takes its pictures. */
package org.jiaohao.emulator.camera;
