-- One open alert of a kind about a subject. LAST_WINDOW became NO_WINDOW, which follows the state.
update alert set cleared_at = raised_at, cleared_by = 'server'
  where kind = 'LAST_WINDOW' and cleared_at is null;
update alert set cleared_at = raised_at, cleared_by = 'server'
  where cleared_at is null and exists (select 1 from alert newer
    where newer.hall = alert.hall and newer.kind = alert.kind and newer.subject = alert.subject
      and newer.cleared_at is null and newer.id > alert.id);
drop index alert_open;
create unique index alert_open on alert (hall, kind, subject) where cleared_at is null;
