package org.jiaohao.hall;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.LoggerFactory;

/** What the JVM must have been told at its start. */
final class StartFlags {
  private static final String FLAG = "ExitOnOutOfMemoryError";

  private StartFlags() {}

  /** Says so when this program would live on without memory, and answer nobody. */
  static void check() {
    var vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (vm != null && !Boolean.parseBoolean(vm.getVMOption(FLAG).getValue())) {
      LoggerFactory.getLogger(StartFlags.class)
          .warn(
              "请在启动命令中加入 -XX:+{}：内存耗尽时程序须退出并由系统重启。 Start the server with -XX:+{}, so that it"
                  + " ends when it is out of memory and is started again.",
              FLAG,
              FLAG);
    }
  }
}
