/** What exists in the demo profile only. */
package org.jiaohao.hall.demo;
