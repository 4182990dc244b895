package org.jiaohao.hall.hall;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jiaohao.hall.identity.HallTree;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The halls of this server. Reads are served from snapshots in memory. */
@Component
public class Halls implements HallTree {
  private final JdbcClient sql;
  private final WritePath writes;
  private final Map<String, Hall> snapshots = new ConcurrentHashMap<>();

  Halls(JdbcClient sql, WritePath writes) {
    this.sql = sql;
    this.writes = writes;
  }

  /** Ids of all halls that are not closed, the county hall first. */
  public List<String> ids() {
    return sql.sql("select id from hall where retired_at is null order by level, id")
        .query(String.class)
        .list();
  }

  /** All halls that are not closed, the county hall first. */
  public List<Hall> all() {
    return ids().stream().map(this::get).toList();
  }

  @Override
  public List<Node> nodes() {
    return all().stream().map(hall -> new Node(hall.id(), hall.name(), hall.nameEn())).toList();
  }

  @Override
  public void mustExist(String hall) {
    get(hall);
  }

  @Override
  public boolean isBelow(String hall, String root) {
    return find(hall)
        .map(Hall::parent)
        .filter(parent -> parent.equals(root) || isBelow(parent, root))
        .isPresent();
  }

  /** The hall, or a 404 problem. */
  public Hall get(String id) {
    return find(id)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "unknown-hall",
                    "There is no hall '" + id + "'. Check the hall id in the address.",
                    "没有编号为“" + id + "”的大厅，请检查地址中的大厅编号。"));
  }

  /** The hall, if there is one. */
  public Optional<Hall> find(String id) {
    Hall known = snapshots.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Hall> loaded = HallReader.read(sql, id);
    loaded.ifPresent(hall -> snapshots.put(id, hall));
    return loaded;
  }

  /**
   * Changes the configuration of a hall in one command. Its snapshot is gone when the commit is
   * told, so that whoever hears of the change sees it.
   */
  public Hall change(String id, Consumer<Tx> change) {
    get(id);
    writes.run(
        tx -> {
          change.accept(tx);
          forget(tx, id);
          return null;
        });
    return get(id);
  }

  @EventListener
  void outdated(HallOutdated hall) {
    snapshots.remove(hall.hall());
  }

  /** The hall is read again once this command is durable. */
  void forget(Tx tx, String id) {
    tx.publish(new HallOutdated(id));
  }
}
