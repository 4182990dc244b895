// Draws the board from what the agent sends and tells it which calls were painted. The clock of this
// machine, often a TV, is never asked: the agent sends the time in the hall, performance.now() goes on.
const area = new URLSearchParams(location.search).get('area');
const calls = document.getElementById('calls');
const waiting = document.getElementById('waiting');
const lost = document.getElementById('lost');
const ticker = document.getElementById('ticker');
const confirmed = new Set();
const BLINK = 5000;
const ROWS = 8;
let heard = -Infinity;
let connected = false;
let playlist = null;
let hallTime = null;

/** Time in the hall in milliseconds, or null before the agent told it. */
const hallNow = () => hallTime && hallTime.told + performance.now() - hallTime.at;

function hear(time) {
  heard = performance.now();
  hallTime = { told: Date.parse(time), at: heard };
}

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
  calls.replaceChildren(...lines.map((line) => row(line, picture.fresh[line.eventId])));
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
}

function row(line, age) {
  const made = document.createElement('tr');
  if (!line) {
    made.append(element('td', '\u00a0'), element('td', ''), element('td', ''));
    return made;
  }
  if (age < BLINK) {
    made.className = 'new';
    setTimeout(() => made.classList.remove('new'), BLINK - age);
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
  stream.addEventListener('open', () => confirmed.clear()); // the agent may have started again
  stream.addEventListener('picture', (event) => {
    const picture = JSON.parse(event.data);
    hear(picture.now);
    draw(picture);
  });
  stream.addEventListener('playlist', (event) => { playlist = JSON.parse(event.data); });
  stream.addEventListener('alive', (event) => hear(JSON.parse(event.data)));
  stream.addEventListener('error', () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  });
}
listen();

const format = new Intl.DateTimeFormat('zh-CN', {
  month: 'long', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hour12: false,
  timeZone: 'Asia/Shanghai',
});
setInterval(() => {
  if (hallTime) document.getElementById('clock').textContent = format.format(hallNow());
  lost.hidden = connected && performance.now() - heard < 8000;
}, 500);

// The ticker, in groups of six lines: the complaint phone, announcements, items. The more announcements
// there are, the more of the lines are theirs; the complaint phone never waits longer than some minutes.
const GROUP = 6;
const MOST_ANNOUNCEMENTS = 3;
const COMPLAINT_EVERY = 200000;
const ACROSS = 11500; // milliseconds from one side of the screen to the other
let position = 0;
let item = 0;
let announcement = 0;
let complaintAt = 0;
function next() {
  if (!playlist || !hallTime) return null;
  if (performance.now() - complaintAt > COMPLAINT_EVERY) position = 0;
  const place = position++ % GROUP;
  if (place === 0) {
    complaintAt = performance.now();
    return playlist.complaintLine;
  }
  const now = hallNow();
  const valid = playlist.entries.filter((entry) =>
    (!entry.validFrom || Date.parse(entry.validFrom) <= now)
    && (!entry.validUntil || Date.parse(entry.validUntil) > now));
  const news = valid.filter((entry) => entry.kind === 'ANNOUNCEMENT');
  const items = valid.filter((entry) => entry.kind !== 'ANNOUNCEMENT');
  const share = Math.min(MOST_ANNOUNCEMENTS, Math.ceil(news.length / 4));
  const announced = news.length > 0 && (items.length === 0 || place <= share);
  if (announced) return news[announcement++ % news.length].text;
  return items.length > 0 ? items[item++ % items.length].text : playlist.complaintLine;
}

function scroll() {
  const line = next();
  if (!line) {
    setTimeout(scroll, 1000);
    return;
  }
  ticker.textContent = line;
  const width = ticker.parentElement.clientWidth;
  const run = ticker.animate(
    [{ transform: `translateX(${width}px)` }, { transform: `translateX(-${ticker.scrollWidth}px)` }],
    { duration: (1 + ticker.scrollWidth / width) * ACROSS, easing: 'linear' },
  );
  run.onfinish = scroll;
}
scroll();
