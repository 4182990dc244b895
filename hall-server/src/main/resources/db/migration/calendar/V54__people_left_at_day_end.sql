-- Days that ended while people still waited or were served, and whether somebody has seen it.
create table day_left (
  hall    text not null,
  day     text not null,
  waiting integer not null,
  begun   integer not null,
  seen    integer not null default 0,
  primary key (hall, day)
);
