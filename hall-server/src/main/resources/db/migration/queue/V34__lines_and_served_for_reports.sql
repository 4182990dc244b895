-- What reports may read of the queues: who waits, and which tickets were served.
create view queue_waiting as
  select hall, queue, waiting from queue_line;
create view queue_served as
  select hall, business_day, queue from ticket where state = 'DONE';
