package org.jiaohao.device.api;

/** What is known about a print job. */
public sealed interface PrintOutcome {
  /** The printer itself said that the job finished. */
  record Confirmed() implements PrintOutcome {}

  /** Nothing was printed: the fault was there before the first byte. */
  record Failed(DeviceFault fault) implements PrintOutcome {}

  /** Bytes went out but no proof came back; never repeat by itself. */
  record Uncertain(DeviceFault fault) implements PrintOutcome {}
}
