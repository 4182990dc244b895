// Keeps the live part of a citizen's page up to date. Light: one small fragment every few seconds,
// only while the page is visible, nothing more once the ticket has ended.
const live = document.getElementById('live');
const stale = document.getElementById('stale');
const every = Number(live?.dataset.every ?? 4000);
const title = document.title;
let timer;

async function refresh() {
  clearTimeout(timer);
  if (document.visibilityState === 'hidden') return;
  try {
    const answer = await fetch(live.dataset.url, { cache: 'no-store', signal: AbortSignal.timeout(8000) });
    if (answer.ok) show(await answer.text());
    setStale(!answer.ok);
  } catch {
    setStale(true);
  }
  if (live.firstElementChild?.dataset.final !== 'true') timer = setTimeout(refresh, every);
}

function show(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
  const shown = live.firstElementChild;
  if (!fresh || fresh.isEqualNode(shown)) return;
  const called = fresh.dataset.state === 'CALLED' && shown?.dataset.state !== 'CALLED';
  live.replaceChildren(fresh);
  document.title = fresh.dataset.state === 'CALLED' ? live.dataset.called + ' ' + title : title;
  if (called) navigator.vibrate?.([300, 150, 300, 150, 300]);
}

function setStale(on) {
  if (stale) stale.hidden = !on;
  document.body.classList.toggle('off', on);
}

if (live) {
  timer = setTimeout(refresh, every);
  document.addEventListener('visibilitychange', refresh);
  window.addEventListener('online', refresh);
}

// Search in the list of guides without another request; without script the form asks the server.
const query = document.getElementById('q');
if (query) {
  const rows = [...document.querySelectorAll('#items [data-search]')];
  const count = document.getElementById('count');
  const pattern = count.textContent;
  query.form.addEventListener('submit', (event) => event.preventDefault());
  query.addEventListener('input', () => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const row of rows) {
      row.hidden = !words.every((word) => row.dataset.search.includes(word));
      if (!row.hidden) found++;
    }
    document.getElementById('none').hidden = found > 0;
    count.textContent = pattern.replace(/\d+/, found);
  });
}

document.getElementById('print')?.addEventListener('click', () => window.print());
