-- What reports may read of the windows: those that can call now.
create view window_calling as
  select hall, window_no from window_state where state in ('OPEN', 'OVERTIME');
