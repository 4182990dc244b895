package org.jiaohao.device.driver.http;

/**
 * What a device answered.
 *
 * @param status HTTP status; 0 when none came in time or the connection broke
 * @param type media type as the device says, or empty
 * @param location where a job is, as the device says, or empty
 * @param body what came of the content; with status 0, the part before the connection broke
 */
public record HttpAnswer(int status, String type, String location, byte[] body) {
  static final HttpAnswer NONE = new HttpAnswer(0, "", "", new byte[0]);
}
