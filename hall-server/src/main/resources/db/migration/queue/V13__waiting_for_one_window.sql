-- owner: queue. People in line whom one window alone may call, counted like the others in line.
alter table queue_line add column waiting_targeted integer not null default 0;
update queue_line set waiting_targeted = (select count(*) from ticket t where t.hall = queue_line.hall
  and t.queue = queue_line.queue and t.target_window is not null
  and t.state in ('WAITING', 'REQUEUED'));
create index ticket_target on ticket (hall, target_window) where target_window is not null;
