package org.jiaohao.agent;

/**
 * A message from the broker.
 *
 * @param topic topic
 * @param payload JSON, or empty when a retained message was removed
 * @param retained whether the broker had kept it, that is, it was not published just now
 * @param responseTopic where the sender wants the reply, or null
 * @param correlation the sender's mark for the reply, or null
 * @param signature what proves that the hall server sent it, or null
 * @param deadline {@link System#nanoTime()} after which it must not be acted upon, or null
 */
record Incoming(
    String topic,
    byte[] payload,
    boolean retained,
    String responseTopic,
    byte[] correlation,
    String signature,
    Long deadline) {}
