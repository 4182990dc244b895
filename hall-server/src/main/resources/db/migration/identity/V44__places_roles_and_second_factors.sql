-- Where each account has signed in before: 'address:10.0.0.7' or 'device:' and the hash of the
-- token that the browser keeps.
create table known_place (
  username text not null references account (username),
  place    text not null,
  seen_at  bigint not null,
  primary key (username, place)
);

-- Locks are by place and in memory; here stands up to when failures were forgiven.
alter table account add column unlocked_at bigint not null default 0;
alter table account drop column failures;
alter table account drop column locked_until;

-- Who managed accounts as an administrator goes on as both.
update account set roles = roles || ',SECURITY' where ',' || roles || ',' like '%,ADMIN,%';

-- Authenticators: the secret is encrypted, its key lies outside of the database. last_step: the
-- time step of the last code, which is taken once.
create table second_factor (
  username  text primary key references account (username),
  secret    text not null,
  added_at  bigint not null,
  last_step bigint not null
);

create table recovery_code (
  username  text not null references account (username),
  code_hash text not null,
  used_at   bigint,
  primary key (username, code_hash)
);
