/** One-way signs whose frames a profile describes. */
package org.jiaohao.device.driver.template;
