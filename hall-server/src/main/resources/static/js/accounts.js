// Shows a first password once; then the list is loaded anew.
import './shell.js';

const secret = document.getElementById('secret');

document.addEventListener('done', (event) => {
  if (event.target.dataset.password === undefined) return;
  document.getElementById('secret-user').textContent = event.detail.username;
  document.getElementById('secret-text').textContent = event.detail.firstPassword;
  secret.showModal();
});
document.getElementById('secret-close').addEventListener('click', () => secret.close());
secret.addEventListener('close', () => location.reload());
