package org.jiaohao.hall.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.stereotype.Component;

/**
 * Chains the rows that an earlier version wrote, once. They are proved from then on only, and have
 * no source.
 */
@Component
class OldEventsChained implements JavaMigration {
  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("42");
  }

  @Override
  public String getDescription() {
    return "chain old events";
  }

  @Override
  public Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    String hash = "";
    try (Statement all = context.getConnection().createStatement();
        ResultSet row = all.executeQuery("select * from event order by seq");
        PreparedStatement chained =
            context.getConnection().prepareStatement("update event set hash = ? where seq = ?")) {
      while (row.next()) {
        hash = LogRow.read(row).link(hash);
        chained.setString(1, hash);
        chained.setLong(2, row.getLong("seq"));
        chained.executeUpdate();
      }
    }
  }
}
