-- Times are milliseconds since 1970-01-01T00:00Z. Flags are 0 or 1. Plain SQL that SQLite and
-- PostgreSQL both speak.

create table hall (
  id              text primary key,
  name            text not null,
  name_en         text not null,
  level           text not null,
  parent          text,
  admin_code      text,
  division        text,
  profile         text not null,
  morning_hours   text,
  afternoon_hours text,
  lunch_hours     text,
  weekend_hours   text,
  enquiry_phone   text,
  complaint_phone text,
  address         text,
  business_day    text
);

create table area (
  hall text not null references hall (id),
  code text not null,
  name text not null,
  sort integer not null,
  primary key (hall, code)
);

-- waiting, waiting_priority: tickets in WAITING or REQUEUED, all and with priority.
-- since_priority: regular tickets called since the last one with priority (N07).
create table queue (
  hall             text not null references hall (id),
  id               text not null,
  prefix           text not null,
  name             text not null,
  name_en          text not null,
  sort             integer not null,
  waiting          integer not null default 0,
  waiting_priority integer not null default 0,
  since_priority   integer not null default 0,
  primary key (hall, id)
);

create table hall_window (
  hall         text not null references hall (id),
  no           text not null,
  sort         integer not null,
  name         text not null,
  name_en      text not null,
  area         text not null,
  kind         text not null,
  departments  text not null,
  accessible   integer not null,
  weekend_open integer not null,
  lunch_open   integer not null,
  a_role       text,
  b_role       text,
  strip        text,
  state        text not null default 'CLOSED',
  state_since  bigint not null default 0,
  state_reason text,
  clerk        text,
  clerk_name   text,
  ticket       text,
  primary key (hall, no)
);

create table window_queue (
  hall   text not null,
  window_no text not null,
  queue  text not null,
  primary key (hall, window_no, queue),
  foreign key (hall, window_no) references hall_window (hall, no),
  foreign key (hall, queue) references queue (hall, id)
);

create table item (
  code                  text primary key,
  name                  text not null,
  name_en               text not null,
  department            text not null,
  area                  text not null,
  type                  text not null,
  promised_working_days integer,
  legal_working_days    integer,
  legal_calendar_days   integer,
  fee_fen               bigint,
  materials             text not null,
  steps                 text not null,
  service_minutes       integer,
  hall_level            text not null,
  basis                 text,
  sort                  integer not null
);

-- Which queue of which hall serves an item.
create table item_offer (
  hall  text not null,
  item  text not null references item (code),
  queue text not null,
  primary key (hall, item),
  foreign key (hall, queue) references queue (hall, id)
);

create table queue_counter (
  hall         text not null,
  business_day text not null,
  prefix       text not null,
  last_serial  integer not null,
  primary key (hall, business_day, prefix)
);

-- A number is unique by (hall, business_day, prefix, serial): by the schema, not by hope.
create table ticket (
  id              text primary key,
  hall            text not null references hall (id),
  business_day    text not null,
  prefix          text not null,
  serial          integer not null,
  number          text not null,
  queue           text not null,
  item            text,
  state           text not null,
  position        bigint not null,
  priority        integer not null default 0,
  priority_reason text,
  source          text not null,
  window_no       text,
  target_window   text,
  calls           integer not null default 0,
  reactivated     integer not null default 0,
  drawn_at        bigint not null,
  called_at       bigint,
  first_called_at bigint,
  started_at      bigint,
  ended_at        bigint,
  reason          text,
  paper           text not null,
  unique (hall, business_day, prefix, serial)
);
create index ticket_line on ticket (hall, queue, priority, position)
  where state in ('WAITING', 'REQUEUED');
create index ticket_open on ticket (hall, state)
  where state not in ('DONE', 'CANCELLED', 'EXPIRED');

create index ticket_served on ticket (hall, queue, ended_at) where state = 'DONE';

create table ticket_call (
  event_id  text primary key,
  ticket    text not null references ticket (id),
  hall      text not null,
  window_no text not null,
  number    text not null,
  area      text not null,
  attempt   integer not null,
  called_at bigint not null
);
create index ticket_call_recent on ticket_call (hall, called_at);
create index ticket_call_ticket on ticket_call (ticket, called_at);

create table call_receipt (
  event_id text not null,
  agent    text not null,
  device   text not null,
  kind     text not null,
  outcome  text not null,
  at       bigint not null,
  primary key (event_id, agent, device)
);

-- The log every screen, feed and report is made from; appended in the transaction of the change.
create table event (
  seq     integer primary key autoincrement,
  id      text not null unique,
  hall    text not null,
  type    text not null,
  subject text not null,
  actor   text not null,
  at      bigint not null,
  data    text not null
);
create index event_hall on event (hall, seq);

create table relay_cursor (
  name text primary key,
  seq  bigint not null
);

create table idempotency (
  actor        text not null,
  key          text not null,
  fingerprint  text not null,
  result       text not null,
  at           bigint not null,
  primary key (actor, key)
);

create table account (
  username            text primary key,
  name                text not null,
  password            text not null,
  roles               text not null,
  hall                text,
  must_change         integer not null,
  password_changed_at bigint not null,
  failures            integer not null default 0,
  locked_until        bigint,
  active              integer not null default 1,
  created_at          bigint not null
);

create table admin_link (
  token_hash text primary key,
  expires_at bigint not null,
  used_at    bigint
);

create table agent (
  hall        text not null references hall (id),
  id          text not null,
  kind        text not null,
  secret_hash text not null,
  enrolled_at bigint not null,
  enrolled_by text not null,
  revoked_at  bigint,
  primary key (hall, id)
);

create table enrolment_code (
  code_hash  text primary key,
  hall       text not null references hall (id),
  agent      text not null,
  kind       text not null,
  expires_at bigint not null,
  used_at    bigint,
  created_by text not null
);

create table announcement (
  id          text primary key,
  hall        text not null references hall (id),
  text        text not null,
  text_en     text,
  valid_from  bigint not null,
  valid_until bigint,
  updated_by  text not null,
  updated_at  bigint not null,
  rev         bigint not null
);

-- Last state of each print job a kiosk told of.
create table print_result (
  job        text primary key,
  hall       text not null,
  agent      text not null,
  ticket     text not null,
  number     text not null,
  state      text not null,
  reprint    integer not null,
  message_zh text,
  message_en text,
  at         bigint not null
);
create index print_result_ticket on print_result (ticket);

-- What staff must act on; cleared by itself or by a person.
create table alert (
  id         text primary key,
  hall       text not null,
  kind       text not null,
  subject    text not null,
  message_zh text not null,
  message_en text not null,
  raised_at  bigint not null,
  cleared_at bigint,
  cleared_by text
);
create index alert_open on alert (hall, subject) where cleared_at is null;
