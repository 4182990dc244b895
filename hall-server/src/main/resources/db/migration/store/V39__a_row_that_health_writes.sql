-- A row that the check of the server's health writes and deletes: whether there is space for more.
create table store_probe (
  id     integer primary key,
  filler text not null
);
