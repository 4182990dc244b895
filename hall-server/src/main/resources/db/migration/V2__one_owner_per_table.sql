-- A table has one owner. The day in force goes to the calendar, the live parts of queues and
-- windows to the rooms that change them; queue and hall_window keep what the hall set up.

-- owner: calendar
create table business_day (
  hall      text primary key references hall (id),
  day       text not null,
  opened_at bigint not null
);
insert into business_day (hall, day, opened_at)
  select id, business_day, 0 from hall where business_day is not null;
alter table hall drop column business_day;

-- owner: queue. A queue without a row has nobody waiting.
create table queue_line (
  hall             text not null,
  queue            text not null,
  waiting          integer not null default 0,
  waiting_priority integer not null default 0,
  since_priority   integer not null default 0,
  primary key (hall, queue),
  foreign key (hall, queue) references queue (hall, id)
);
insert into queue_line (hall, queue, waiting, waiting_priority, since_priority)
  select hall, id, waiting, waiting_priority, since_priority from queue;
alter table queue drop column waiting;
alter table queue drop column waiting_priority;
alter table queue drop column since_priority;

-- owner: window. A window without a row is CLOSED.
create table window_state (
  hall       text not null,
  window_no  text not null,
  state      text not null,
  since      bigint not null,
  reason     text,
  clerk      text,
  clerk_name text,
  primary key (hall, window_no),
  foreign key (hall, window_no) references hall_window (hall, no)
);
insert into window_state (hall, window_no, state, since, reason, clerk, clerk_name)
  select hall, no, state, state_since, state_reason, clerk, clerk_name from hall_window;

-- Which ticket a window has is said by the ticket alone, and the schema keeps it to one. A ticket
-- that its window did not know of any more is on hold: every window of its queue may take it back.
update ticket set state = 'HELD' where state in ('CALLED', 'SERVING')
  and not exists (select 1 from hall_window w where w.hall = ticket.hall
    and w.no = ticket.window_no and w.ticket = ticket.id);
create unique index ticket_at_window on ticket (hall, window_no)
  where state in ('CALLED', 'SERVING');
alter table hall_window drop column state;
alter table hall_window drop column state_since;
alter table hall_window drop column state_reason;
alter table hall_window drop column clerk;
alter table hall_window drop column clerk_name;
alter table hall_window drop column ticket;

-- owner: window. The day of a call, so that the board asks no other table.
alter table ticket_call add column business_day text not null default '';
update ticket_call set business_day =
  coalesce((select t.business_day from ticket t where t.id = ticket_call.ticket), '');
