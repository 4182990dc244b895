package org.jiaohao.hall.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A connection that prepares each statement once and keeps it: SQLite parses and plans a statement
 * in about the time it takes to run it. SQLite prepares a kept statement again by itself when the
 * schema changes. Like every connection, for one thread at a time.
 */
final class KeptStatements implements InvocationHandler {
  /** More than the server has; what comes beyond, is not kept. */
  private static final int MOST = 300;

  private final Connection connection;
  private final Map<String, Kept> kept = new HashMap<>();

  private KeptStatements(Connection connection) {
    this.connection = connection;
  }

  static Connection of(Connection connection) {
    return proxy(Connection.class, new KeptStatements(connection));
  }

  @Override
  public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("prepareStatement") && arguments.length == 1) {
      return statement((String) arguments[0]);
    }
    return call(connection, method, arguments); // closing it closes its statements
  }

  private PreparedStatement statement(String sql) throws SQLException {
    Kept known = kept.get(sql);
    if (known == null && kept.size() < MOST) {
      known = new Kept(connection.prepareStatement(sql), () -> kept.remove(sql));
      kept.put(sql, known);
    }
    return known == null || known.inUse ? connection.prepareStatement(sql) : known.lend();
  }

  /** One statement, given to one user at a time. */
  private static final class Kept implements InvocationHandler {
    private final PreparedStatement statement;
    private final PreparedStatement shown = proxy(PreparedStatement.class, this);
    private final Runnable forget;
    private boolean inUse;
    private boolean failed;

    Kept(PreparedStatement statement, Runnable forget) {
      this.statement = statement;
      this.forget = forget;
    }

    PreparedStatement lend() {
      inUse = true;
      return shown;
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
      if (method.getName().equals("close")) {
        giveBack();
        return null;
      }
      try {
        return call(statement, method, arguments);
      } catch (SQLException e) {
        failed = true; // after some errors the driver has closed it
        throw e;
      }
    }

    private void giveBack() throws SQLException {
      if (failed) {
        forget.run();
        statement.close();
      } else if (inUse) {
        inUse = false;
        statement.clearParameters();
      }
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
