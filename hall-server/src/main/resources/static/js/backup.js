// Takes a backup when asked, and shows how far it is; the page is renewed at its end.
import { api } from './shell.js';

const byId = (id) => document.getElementById(id);
const EVERY = 500;

function say(problem) {
  byId('problem').textContent = problem.message;
  byId('problem').hidden = false;
}

async function follow() {
  try {
    const answer = await fetch('/api/v1/backups', { headers: { Accept: 'application/json' } });
    const overview = answer.ok ? await answer.json() : { progress: 0 };
    if (overview.progress === null) {
      location.reload();
      return;
    }
    byId('progress').value = overview.progress;
  } catch (lost) {
    byId('progress').removeAttribute('value'); // the server is away; it is asked again
  }
  setTimeout(follow, EVERY);
}

byId('take').addEventListener('click', async () => {
  byId('take').disabled = true;
  byId('problem').hidden = true;
  try {
    await api('POST', '/api/v1/backups');
  } catch (problem) {
    if (problem.type !== 'backup-running') {
      say(problem);
      byId('take').disabled = false;
      return;
    }
  }
  byId('running').hidden = false;
  for (const old of [byId('failed'), byId('none')]) {
    if (old) old.hidden = true; // what the one before came to is over
  }
  follow();
});

if (!byId('running').hidden) follow();
