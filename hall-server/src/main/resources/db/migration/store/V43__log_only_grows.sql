-- After V42 has chained the rows that were there: from now on rows are added, and taken away only
-- from the old end, once event_base says so.
create trigger event_stays_as_written before update on event
begin
  select raise(abort, 'the log is append-only');
end;

create trigger event_goes_from_the_old_end before delete on event
when old.seq > (select seq from event_base)
begin
  select raise(abort, 'the log is append-only');
end;
