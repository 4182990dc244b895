/** Agents and devices as they report themselves, and commands to agents. */
package org.jiaohao.hall.device;
