-- Every POST may carry an Idempotency-Key now, so an answer is kept with its status and type. What
-- was kept before are drawn tickets; an empty fingerprint fits every request.
alter table idempotency add column status integer;
alter table idempotency add column type text;
update idempotency set status = 201, type = 'application/json', fingerprint = '';
