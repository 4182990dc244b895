-- What reports may read of the calendar: the day in force.
create view calendar_today as
  select hall, day from business_day;
