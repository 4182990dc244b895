-- Halls whose day in force was left by a start after a long pause, until a person has said that the
-- date is right or the day has ended: a second start knows nothing of the pause before the first.
create table date_doubt (
  hall          text primary key,
  pause_seconds integer not null
);
