-- An item that is taken out of the register stays for the tickets that were drawn for it.
alter table item add column retired_at bigint;
