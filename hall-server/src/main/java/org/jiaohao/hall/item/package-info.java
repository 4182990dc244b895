/** The item register: what can be applied for, with its limits, fee and materials. */
package org.jiaohao.hall.item;
