/**
 * An Onbon BX-K text card with its strip of LEDs, written from the maker's protocol documents of
 * the K family and its published source.
 */
package org.jiaohao.emulator.onbon;
