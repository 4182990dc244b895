-- Agents that were at work when another machine took their place, until a person has seen it.
create table agent_replaced (
  hall text not null,
  agent text not null,
  at bigint not null,
  primary key (hall, agent)
);
