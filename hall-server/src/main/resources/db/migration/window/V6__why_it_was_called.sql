-- owner: window. Why it was this ticket that was called; null when it was called again.
alter table ticket_call add column reason text;
