/** Bodies of the HTTP API v1. Times carry the offset of the hall's zone, {@code +08:00}. */
package org.jiaohao.contract.http;
