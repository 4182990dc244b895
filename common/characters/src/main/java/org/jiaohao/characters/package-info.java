/** What old codes of Chinese characters are today, and the one dot of names. */
package org.jiaohao.characters;
