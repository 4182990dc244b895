// Import of CSV files: the preview shows what would change; nothing is written before the confirmation.
import { toast } from './shell.js';

const english = document.documentElement.lang === 'en';
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;
const byId = (id) => document.getElementById(id);
const words = byId('words').dataset;
const form = byId('import');
const apply = byId('apply');
const MOST_ROWS = 500;

/** Kinds of rows and columns in the page's language. */
const named = (part, code) => byId('words').querySelector(`[data-${part}="${code}"]`)?.textContent ?? code;
const fill = (text, ...values) => values.reduce((t, v, i) => t.replace(`[${i}]`, v), text);

async function send(preview) {
  const buttons = document.querySelectorAll('main button');
  for (const each of buttons) each.disabled = true;
  try {
    const answer = await fetch(`/api/v1/import?preview=${preview}`, {
      method: 'POST',
      headers: { [meta('csrf-header')]: meta('csrf'), Accept: 'application/json' },
      body: new FormData(form),
    });
    const result = await answer.json();
    if (answer.status === 200 || answer.status === 422) show(result, preview);
    else toast(english ? result.detail : result.detailZh, true);
  } catch (lost) {
    toast(english ? 'No answer from the server. Try again.' : '没有连上服务器，请重试。', true);
  } finally {
    for (const each of buttons) each.disabled = false;
  }
}

function show(result, preview) {
  const refused = result.errors.length > 0;
  const changes = result.changes.length;
  const counts = fill(words.counts, result.added, result.changed, result.retired, result.unchanged);
  byId('summary').textContent = refused ? fill(words.refused, result.errors.length)
    : changes === 0 ? words.nothing : preview ? counts : `${words.done} ${counts}`;
  byId('summary').className = refused ? 'note bad' : preview ? 'note' : 'note ok';
  byId('problems').replaceChildren(
    ...result.errors.map((error) => problem(error, '')),
    ...result.warnings.map((warning) => problem(warning, words.warning)));
  byId('changes').hidden = refused || changes === 0;
  byId('changes').tBodies[0].replaceChildren(...result.changes.slice(0, MOST_ROWS).map(row));
  byId('more').hidden = changes <= MOST_ROWS;
  byId('more').textContent = fill(words.more, changes - MOST_ROWS);
  apply.hidden = refused || !preview || changes === 0;
  byId('result').hidden = false;
  byId('result').focus();
}

function problem(error, mark) {
  const item = document.createElement('li');
  const where = error.line > 0 ? fill(words.line, error.file, error.line) : error.file;
  item.textContent = `${mark}${where}${english ? ': ' : '：'}${english ? error.message : error.messageZh}`;
  return item;
}

function row(change) {
  const line = document.createElement('tr');
  const said = { ADDED: words.added, CHANGED: words.changed, RETIRED: words.retired }[change.change];
  const fields = change.fields.map((f) => `${named('column', f.name)}${english ? ': ' : '：'}${f.before ?? '–'} → ${f.after ?? '–'}`)
    .join(english ? '; ' : '；');
  for (const text of [said, `${named('kind', change.kind)} ${change.id}`, fields]) {
    const cell = document.createElement('td');
    cell.textContent = text;
    line.append(cell);
  }
  return line;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  send(true);
});
form.addEventListener('change', () => { apply.hidden = true; });
apply.addEventListener('click', () => send(false));
