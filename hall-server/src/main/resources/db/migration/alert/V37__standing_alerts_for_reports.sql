-- What reports may read of the alerts: those that are not cleared.
create view alert_standing as
  select hall, kind, subject from alert where cleared_at is null;
