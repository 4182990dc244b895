-- "insert or replace" deletes without asking the trigger of deletions.
create trigger event_takes_no_others_place before insert on event
when exists (select 1 from event where seq = new.seq or id = new.id)
begin
  select raise(abort, 'the log is append-only');
end;
