-- The log is a chain (N17): each row's hash covers the row and the hash of the row before it.
alter table event add column source text;
alter table event add column clock text;
alter table event add column hash text;

-- What was pruned: the last row that is gone, and its hash, on which the first row that stays is
-- chained. One row; seq 0 and no hash while nothing was pruned.
create table event_base (
  seq  bigint not null,
  hash text not null
);
insert into event_base (seq, hash) values (0, '');
