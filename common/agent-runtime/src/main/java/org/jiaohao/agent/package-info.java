/**
 * An agent's side of the wire: its settings, its enrolment, HTTP with its credentials, and the MQTT
 * link with wills, retained views and device reports. Both agents use it; it knows no kiosk and no
 * screen.
 */
package org.jiaohao.agent;
