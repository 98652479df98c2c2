// Shows suggestions under every search field while one types. Without this file the field is a plain form.
const delay = 120;

for (const form of document.querySelectorAll('form.ln-search')) {
  const field = form.querySelector('input[type=search]');
  const list = document.createElement('ul');
  list.id = `${field.id}-vorschlaege`;
  list.className = 'ln-suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Vorschläge');
  list.hidden = true;
  const count = document.createElement('p');
  count.className = 'kern-sr-only';
  count.setAttribute('aria-live', 'polite');
  form.append(list, count);
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);
  field.setAttribute('aria-expanded', 'false');

  let timer;
  let request;

  const options = () => [...list.children];
  const chosen = () => options().findIndex((option) => option.getAttribute('aria-selected') === 'true');

  const choose = (number) => {
    for (const [at, option] of options().entries()) option.setAttribute('aria-selected', String(at === number));
    const option = options()[number];
    if (option) {
      field.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else {
      field.removeAttribute('aria-activedescendant');
    }
  };

  const show = (isOpen) => {
    list.hidden = !isOpen;
    field.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) choose(-1);
  };

  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const text = field.value.trim();
    if (text.length < 2) {
      show(false);
      return;
    }
    try {
      const answer = await fetch(`/suche/vorschlaege?q=${encodeURIComponent(text)}`, { signal: request.signal });
      if (!answer.ok) return;
      list.innerHTML = await answer.text();
      show(list.children.length > 0 && document.activeElement === field);
      count.textContent = list.children.length === 1 ? '1 Vorschlag' : `${list.children.length} Vorschläge`;
    } catch (error) {
      if (error.name !== 'AbortError') show(false);
    }
  };

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, delay);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      show(false);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.hidden) return;
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const places = options().length + 1;
      choose(((chosen() + 1 + step + places) % places) - 1);
    } else if (event.key === 'Enter' && chosen() >= 0) {
      event.preventDefault();
      location.assign(options()[chosen()].dataset.path);
    }
  });
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[data-path]');
    if (option) location.assign(option.dataset.path);
  });
  field.addEventListener('blur', () => show(false));
}
