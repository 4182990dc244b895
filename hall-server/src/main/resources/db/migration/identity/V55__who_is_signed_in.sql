-- Accounts that have, or had, a session, until what is done in their name has ended: nothing that
-- ends a session, a stopped machine included, leaves it behind. standing: of the account at the
-- sign-in.
create table signed_in (
  username text primary key references account (username),
  standing text not null
);
