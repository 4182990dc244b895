/** What programs see of a device, in UnifiedPOS words. No hall, no library type, no bytes. */
package org.jiaohao.device.api;
