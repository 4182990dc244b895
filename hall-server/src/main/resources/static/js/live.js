// Keeps a part of a staff page true: pushed by server-sent events, checked every ten seconds,
// visibly stale while there is no connection and right again as soon as it is back.
import { isPressed, markLost } from './shell.js';

const CHECK_EVERY = 10000;

/** Waits until a press in this part has had its click. */
async function released(part) {
  while (isPressed(part)) {
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

/**
 * @param part element with data-url (its fragment) and data-stream (the hall's events)
 * @param wanted decides by event type and data whether the part may have changed
 * @param shown called after the part was replaced
 */
export function keepLive(part, { types, wanted = () => true, shown = () => {} }) {
  let stream;
  let streaming = false;
  let reachable = true;
  let running = null;
  let next = null;

  function mark() {
    markLost(!streaming || !reachable);
    part.inert = !reachable;
  }

  /**
   * Resolves when what is shown is at least as new as this call: with the fetch that begins now, or
   * with the one that follows the present fetch. What happens later is not waited for; in a busy
   * hall something happens all the time.
   */
  function refresh() {
    if (running) {
      next ??= running.then(() => { next = null; return refresh(); });
      return next;
    }
    running = fetchPart().finally(() => { running = null; });
    return running;
  }

  async function fetchPart() {
    try {
      const answer = await fetch(part.dataset.url, {
        cache: 'no-store', signal: AbortSignal.timeout(8000), redirect: 'manual',
        headers: { 'X-Requested-With': 'XMLHttpRequest' },
      });
      if (answer.type === 'opaqueredirect') location.reload(); // the sign-in brings the person back
      reachable = answer.ok;
      if (answer.ok) {
        const html = await answer.text();
        await released(part);
        replace(html);
      }
    } catch {
      reachable = false;
    } finally {
      mark();
    }
  }

  function replace(html) {
    const fresh = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
    if (!fresh) return;
    const focused = document.activeElement?.id;
    const scrolled = [...part.querySelectorAll('[data-scroll]')].map((e) => [e.dataset.scroll, e.scrollTop]);
    part.replaceChildren(fresh);
    for (const [name, top] of scrolled) {
      const box = part.querySelector(`[data-scroll="${name}"]`);
      if (box) box.scrollTop = top;
    }
    if (focused && !document.activeElement?.id) document.getElementById(focused)?.focus();
    shown(fresh);
  }

  /** A browser has six connections for all its tabs: a page that nobody sees takes none. */
  function connect() {
    if (document.hidden || (stream && stream.readyState !== EventSource.CLOSED)) return;
    stream = new EventSource(part.dataset.stream);
    stream.addEventListener('open', () => {
      streaming = true;
      refresh();
    });
    stream.addEventListener('error', () => {
      streaming = false;
      mark();
      if (stream.readyState === EventSource.CLOSED) setTimeout(connect, 2000);
    });
    for (const type of types) {
      stream.addEventListener(type, (event) => {
        if (wanted(type, event.data)) refresh();
      });
    }
  }

  part.inert = false; // as it came it takes no press: one before this line would be lost
  connect();
  setInterval(refresh, CHECK_EVERY);
  window.addEventListener('online', refresh);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      stream?.close();
    } else {
      connect();
      refresh();
    }
  });
  shown(part.firstElementChild);
  return refresh;
}
