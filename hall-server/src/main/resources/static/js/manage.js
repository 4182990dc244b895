// Announcements: what is typed runs through the preview. Devices: an enrolment code counts down.
import { minutes } from './shell.js';

const preview = document.getElementById('preview');
document.addEventListener('input', (event) => {
  if (preview && event.target.matches('[data-preview]')) preview.textContent = event.target.value;
});

const enrol = document.getElementById('enrol');
let counting;
let copyWord = null; // the button says afterwards that it is done

/** Read aloud in fours; a line ends between two of them only. */
function groups(code) {
  return code.match(/.{1,4}/g).map((four, n, all) => {
    const part = document.createElement('span');
    part.textContent = n < all.length - 1 ? `${four}-` : four;
    return part;
  });
}

enrol?.addEventListener('done', (event) => {
  const { code, agentId, expiresAt, replaces, noticeZh, noticeEn } = event.detail;
  const box = document.getElementById('code');
  const left = document.getElementById('code-left');
  const until = Date.parse(expiresAt);
  box.hidden = false;
  document.getElementById('code-agent').textContent = agentId;
  document.getElementById('code-text').replaceChildren(...groups(code));
  const notice = document.getElementById('code-replaces');
  notice.hidden = !replaces;
  notice.textContent = document.documentElement.lang === 'en' ? noticeEn : noticeZh;
  const copy = box.querySelector('[data-copy]');
  copy.textContent = copyWord ??= copy.textContent;
  box.scrollIntoView({ block: 'nearest' });
  clearInterval(counting);
  const tick = () => {
    left.textContent = minutes(until - Date.now());
    if (Date.now() > until) {
      clearInterval(counting);
      box.hidden = true;
    }
  };
  tick();
  counting = setInterval(tick, 1000);
});
