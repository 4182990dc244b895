/** What the pages of all programs share. */
package org.jiaohao.faces;
