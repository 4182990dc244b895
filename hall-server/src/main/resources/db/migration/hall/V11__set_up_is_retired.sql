-- What is taken out of the set-up stays for the history, with the time it was retired; a hall with
-- this time is closed.
alter table hall add column retired_at bigint;
alter table queue add column retired_at bigint;
alter table hall_window add column retired_at bigint;
