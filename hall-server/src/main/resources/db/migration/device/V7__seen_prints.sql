-- seen: a person saw to a print that may not have come out; its alert ends.
alter table print_result add column seen integer not null default 0;
create index print_result_hall on print_result (hall, at);
