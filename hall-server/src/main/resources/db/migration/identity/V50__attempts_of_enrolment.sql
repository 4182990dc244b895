-- With which attempt a code was used: whoever made it may ask again when the answer was lost.
alter table enrolment_code add column attempt_hash text;
