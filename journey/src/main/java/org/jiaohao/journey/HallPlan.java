package org.jiaohao.journey;

import java.nio.file.Path;
import java.util.List;

/**
 * Which hall to start.
 *
 * @param root folder of the project, where the programs were built
 * @param folder folder for data and logs; emptied at the start
 * @param usualPorts whether to take the usual ports where they are free; else any free ones
 * @param brief whether it ends after some minutes, so that a quick start counts for most
 * @param printer address of a printer of one's own, or null for the emulator
 * @param strip address of a strip of one's own for window 3, or null for the emulator
 * @param settings further settings of the hall server, {@code --name=value}
 */
record HallPlan(
    Path root,
    Path folder,
    boolean usualPorts,
    boolean brief,
    String printer,
    String strip,
    List<String> settings) {

  /** The hall of {@code ./demo}. */
  static HallPlan demo(Path root, Path folder, DemoOptions options) {
    return new HallPlan(
        root, folder, true, options.check(), options.printer(), options.strip(), List.of());
  }

  /** A hall of emulated devices on any free ports, so that several can run beside each other. */
  static HallPlan test(Path root, Path folder, boolean brief, String... settings) {
    return new HallPlan(root, folder, false, brief, null, null, List.of(settings));
  }
}
