/**
 * Onbon BX cards with their LEDs: a text card of the K family, and cards with dynamic areas (5E,
 * 5Q+, 6E, 6Q). Written from the maker's protocol documents and published source.
 */
package org.jiaohao.emulator.onbon;
