-- owner: queue. Numbers that were skipped after a restore: on a day the letter goes on behind
-- last_serial. Where hall and prefix are '*' it is every letter that the backup knows nothing of.
create table serial_gap (
  hall         text not null,
  business_day text not null,
  prefix       text not null,
  last_serial  integer not null,
  primary key (business_day, hall, prefix)
);
