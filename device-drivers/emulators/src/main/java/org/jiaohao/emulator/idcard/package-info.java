/** ID card readers, on which invented cards are laid by command. */
package org.jiaohao.emulator.idcard;
