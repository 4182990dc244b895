-- In which area a kiosk or a screen stands (R006); without a row, where its kind usually stands.
create table agent_area (
  hall   text not null,
  agent  text not null,
  area   text not null,
  primary key (hall, agent)
);
