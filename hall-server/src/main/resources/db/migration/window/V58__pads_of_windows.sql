-- At which agent the call pad of a window hangs; no other agent presses its keys (N18, R041).
create table window_pad (
  hall text not null,
  window text not null,
  agent text not null,
  primary key (hall, window)
);
