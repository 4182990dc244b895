// Draws the board from what the agent sends and tells it which calls were painted.
const area = new URLSearchParams(location.search).get('area');
const calls = document.getElementById('calls');
const waiting = document.getElementById('waiting');
const lost = document.getElementById('lost');
const ticker = document.getElementById('ticker');
const confirmed = new Set();
const BLINK = 5000;
const ROWS = 8;
let heard = 0;
let connected = false;
let playlist = null;

const element = (tag, text, lang) => {
  const made = document.createElement(tag);
  made.textContent = text;
  if (lang) made.lang = lang;
  return made;
};

function draw(picture) {
  connected = picture.connected;
  const board = picture.board;
  if (!board) return;
  document.getElementById('hall').textContent = board.hallName;
  document.getElementById('hall-en').textContent = board.hallNameEn;
  const lines = board.calls.filter((line) => !area || line.area === area).slice(0, ROWS);
  calls.replaceChildren(...lines.map(row));
  for (let i = lines.length; i < ROWS; i++) calls.append(row(null));
  const longestFirst = [...board.queues].sort((a, b) => b.waiting - a.waiting);
  waiting.replaceChildren(...longestFirst.map((queue) => {
    const item = element('li', '');
    const name = element('span', queue.name);
    name.append(element('small', queue.nameEn, 'en'));
    item.append(name, element('b', queue.waiting));
    return item;
  }));
  requestAnimationFrame(() => setTimeout(() => lines.forEach(confirm)));
  if (picture.playlist && picture.playlist.rev !== playlist?.rev) playlist = picture.playlist;
}

function row(line) {
  const made = document.createElement('tr');
  if (!line) {
    made.append(element('td', '\u00a0'), element('td', ''), element('td', ''));
    return made;
  }
  const age = Date.now() - Date.parse(line.calledAt);
  if (age < BLINK) {
    made.className = 'new';
    setTimeout(() => made.classList.remove('new'), Math.max(0, BLINK - age));
  }
  made.append(element('td', line.number), element('td', line.window), element('td', line.area));
  return made;
}

async function confirm(line) {
  if (confirmed.has(line.eventId)) return;
  confirmed.add(line.eventId);
  try {
    await fetch('/api/board/confirm', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ eventId: line.eventId }),
    });
  } catch {
    confirmed.delete(line.eventId); // said again with the next picture
  }
}

function listen() {
  const stream = new EventSource('/api/board/stream');
  stream.addEventListener('picture', (event) => {
    heard = Date.now();
    draw(JSON.parse(event.data));
  });
  stream.addEventListener('alive', () => { heard = Date.now(); });
  stream.addEventListener('error', () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  });
}
listen();

setInterval(() => {
  const now = new Date();
  document.getElementById('clock').textContent = new Intl.DateTimeFormat('zh-CN', {
    month: 'long', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hour12: false,
    timeZone: 'Asia/Shanghai',
  }).format(now);
  lost.hidden = connected && now - heard < 8000;
}, 500);

// The ticker: announcements between the items, the complaint phone every sixth line.
let position = 0;
function lines() {
  if (!playlist) return [];
  const now = Date.now();
  const valid = playlist.entries.filter((entry) =>
    (!entry.validFrom || Date.parse(entry.validFrom) <= now)
    && (!entry.validUntil || Date.parse(entry.validUntil) > now));
  const news = valid.filter((entry) => entry.kind === 'ANNOUNCEMENT').map((entry) => entry.text);
  const items = valid.filter((entry) => entry.kind !== 'ANNOUNCEMENT').map((entry) => entry.text);
  const all = [];
  for (let i = 0; i < Math.max(items.length, 1); i += 5) {
    all.push(playlist.complaintLine, ...news, ...items.slice(i, i + 5));
  }
  return all;
}

function scroll() {
  const all = lines();
  if (all.length === 0) {
    setTimeout(scroll, 1000);
    return;
  }
  ticker.textContent = all[position++ % all.length];
  const distance = ticker.parentElement.clientWidth + ticker.scrollWidth;
  const run = ticker.animate(
    [{ transform: `translateX(${ticker.parentElement.clientWidth}px)` },
      { transform: `translateX(-${ticker.scrollWidth}px)` }],
    { duration: distance * 6, easing: 'linear' },
  );
  run.onfinish = scroll;
}
scroll();
