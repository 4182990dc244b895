/** Agents and devices as they report themselves, alerts for staff, commands to agents. */
package org.jiaohao.hall.device;
