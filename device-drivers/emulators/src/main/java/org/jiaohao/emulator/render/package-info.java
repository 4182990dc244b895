/** Pictures of paper and the character sets that devices print from. */
package org.jiaohao.emulator.render;
