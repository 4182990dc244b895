/**
 * Measurements of a whole running hall, each as a ratio to a yardstick measured in the same run on
 * the same disk. Started by {@code bench/run}, which starts the demo.
 */
package org.jiaohao.bench;
