/** A network scanner with glass plate and feeder, as public eSCL clients expect one. */
package org.jiaohao.emulator.escl;
