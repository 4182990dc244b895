-- What reports may read of the halls: those that are not closed, and their windows.
create view hall_places as
  select id, name, name_en, level from hall where retired_at is null;
create view hall_windows as
  select hall, no from hall_window where retired_at is null;
