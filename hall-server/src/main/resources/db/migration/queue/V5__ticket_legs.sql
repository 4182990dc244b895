-- owner: queue. A leg lasts from coming into a line (or, held, from leaving the window) until that
-- window is done with the ticket. The leg a ticket is on stands in its own row; one that ended is a
-- row here and is never changed. Times are epoch milliseconds.
create table ticket_leg (
  ticket       text not null references ticket (id),
  leg          integer not null,
  hall         text not null,
  business_day text not null,
  queue        text not null,
  entry        text not null,
  since        bigint not null,
  window_no    text,
  calls        integer not null,
  called_at    bigint,
  started_at   bigint,
  ended_at     bigint not null,
  outcome      text not null,
  primary key (ticket, leg)
);
create index ticket_leg_served on ticket_leg (hall, queue, ended_at) where started_at is not null;
create index ticket_leg_window on ticket_leg (hall, window_no, ended_at);

alter table ticket add column leg integer not null default 1;
alter table ticket add column leg_entry text not null default 'DRAWN';
alter table ticket add column leg_since bigint not null default 0;
-- Place in line by the time of drawing; of tickets that ended nobody asks any more.
alter table ticket add column arrival bigint not null default 0;
update ticket set leg_since = drawn_at,
  arrival = case when state in ('DONE', 'CANCELLED', 'EXPIRED') then 0 else position end;
drop index ticket_served;
