package org.jiaohao.journey;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The one hall that all journeys share which do not stop it or move its clock; they get it as a
 * parameter. They run side by side, so each keeps to queues, windows, agents and clerks of its own:
 *
 * <table>
 * <caption>Who uses what</caption>
 * <tr><td>BrokerIT</td><td>queues f k, windows 14 21</td></tr>
 * <tr><td>CallIT</td><td>queues c j, windows 7 8 20, clerk2</td></tr>
 * <tr><td>CitizenPagesIT</td><td>queues a e, windows 3 11, clerk3, the kiosk's pages</td></tr>
 * <tr><td>FlakyConnectionIT</td><td>queues b x, window 5</td></tr>
 * <tr><td>NamesIT</td><td>queue h, window 4, clerk4</td></tr>
 * <tr><td>ParallelDrawIT</td><td>queues g p</td></tr>
 * <tr><td>TlsIT</td><td>agents display-tls display-led display-stolen</td></tr>
 * <tr><td>TwoAgentsIT</td><td>agent display-copied</td></tr>
 * <tr><td>StaffPagesIT</td><td>queues d l, windows 10 22, clerk1</td></tr>
 * </table>
 *
 * <p>Those that look at the board, which shows the last eight calls, or call often, lock {@code
 * board}; those that draw at the kiosk, which serves one citizen at a time, lock {@code kiosk}.
 */
final class SharedHall implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedHall.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == HallProcesses.class;
  }

  /** Starts the hall for the first that asks; it is closed after the last test. */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("hall", key -> start(), HallProcesses.class);
  }

  private static HallProcesses start() {
    return TestHall.started(SharedHall.class);
  }
}
