-- What people said when a date was in doubt or wrong, with their reason.
create table day_word (
  hall   text not null,
  at     integer not null,
  actor  text not null,
  wrong  text,
  day    text not null,
  reason text not null
);
create index day_word_of_hall on day_word (hall, at);
