// Announcements: what is typed runs through the preview. Devices: an enrolment code counts down.
import { minutes } from './shell.js';

const preview = document.getElementById('preview');
document.addEventListener('input', (event) => {
  if (preview && event.target.matches('[data-preview]')) preview.textContent = event.target.value;
});

const enrol = document.getElementById('enrol');
let counting;
enrol?.addEventListener('done', (event) => {
  const { code, agentId, expiresAt } = event.detail;
  const box = document.getElementById('code');
  const left = document.getElementById('code-left');
  const until = Date.parse(expiresAt);
  box.hidden = false;
  document.getElementById('code-agent').textContent = agentId;
  document.getElementById('code-text').textContent = code.match(/.{1,4}/g).join('-'); // read aloud in fours
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
