// A touch on a demo account fills the form.
const user = document.getElementById('username');
const password = document.getElementById('password');
for (const button of document.querySelectorAll('[data-user]')) {
  button.addEventListener('click', () => {
    user.value = button.dataset.user;
    password.value = button.dataset.password;
    user.form.requestSubmit();
  });
}
