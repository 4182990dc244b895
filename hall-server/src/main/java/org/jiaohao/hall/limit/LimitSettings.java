package org.jiaohao.hall.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What one address may take. People in a hall share the address of its wireless network, so these
 * are far above what they need and far below what stops the server.
 *
 * @param connections most connections at a time
 * @param requests requests without an account in a second, for any length of time
 * @param burst requests without an account at once, after a time without any
 */
@ConfigurationProperties("jiaohao.limits")
record LimitSettings(int connections, int requests, int burst) {}
