-- Wrong passwords and codes in a row, so that a restart ends no lock. kind: PASSWORD and CODE are of
-- a place; STRANGE are passwords of all places together that the account does not know.
create table failed_sign_in (
  kind     text not null check (kind in ('PASSWORD', 'CODE', 'STRANGE')),
  username text not null references account (username),
  place    text not null,
  failures integer not null,
  last_at  bigint not null,
  primary key (kind, username, place)
);
