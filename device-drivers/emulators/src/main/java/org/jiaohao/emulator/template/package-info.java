/** One-way window strips of three makers, written from their frame layouts. */
package org.jiaohao.emulator.template;
