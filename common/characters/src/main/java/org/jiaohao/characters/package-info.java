/** What old codes of Chinese characters are today. */
package org.jiaohao.characters;
