// Keeps what is typed into a form until it is saved, and offers it to whoever comes back. Without this file leaving the
// page loses it.
const lifetime = 7 * 24 * 60 * 60 * 1000;
const pause = 500;
const prefix = 'ungespeichert ';
const { mitglied: member = '', gezeigt: isShownAgain } = document.body.dataset;

// On a machine that many use, nothing of a visitor's outlasts their tab. A browser may forbid even to ask.
const openShelf = () => {
  try {
    return member ? localStorage : sessionStorage;
  } catch {
    return null;
  }
};
const shelf = openShelf();
let isSigningOut = false;

const keyOf = (address) => `${prefix}${member} ${address}`;
const allKeys = () => (shelf ? Object.keys(shelf).filter((key) => key.startsWith(prefix)) : []);
const read = (key) => JSON.parse(shelf?.getItem(key) ?? 'null');

const write = (key, entry) => {
  try {
    shelf.setItem(key, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
};

// A field of the form may be called "action".
const addressOf = (form) => {
  const { pathname, search } = new URL(form.getAttribute('action'), location.href);
  return pathname + search;
};

const isCheck = (field) => field.type === 'checkbox' || field.type === 'radio';
const fieldsOf = (form) => [...form.elements].filter((field) =>
  field.matches('input, textarea, select') && field.name && !field.name.startsWith('__') && field.type !== 'file');
const firstText = (form) => fieldsOf(form).find((field) => field.type !== 'hidden' && !isCheck(field));

// What is hidden says which version somebody began with: whoever saves an old text over a newer one is told so.
const contentOf = (form) => {
  const pairs = [...new FormData(form)];
  const [carried, typed] = [true, false].map((isHidden) => {
    const fields = fieldsOf(form).filter((field) => (field.type === 'hidden') === isHidden);
    const names = new Set(fields.map((field) => field.name));
    return pairs.filter(([name]) => names.has(name));
  });
  return { typed, carried };
};

const fill = (form, content) => {
  const values = new Map();
  for (const [name, value] of content) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of fieldsOf(form)) {
    const left = values.get(field.name) ?? [];
    if (isCheck(field)) field.checked = left.includes(field.value);
    else if (left.length > 0) field.value = left.shift();
  }
};

const isChanged = (field) => {
  if (isCheck(field)) return field.checked !== field.defaultChecked;
  if (!field.options) return field.value !== field.defaultValue;
  return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
};

const timeOf = (moment) => {
  const time = moment.toLocaleTimeString('de-DE', { hour: '2-digit', minute: '2-digit' });
  const isToday = moment.toDateString() === new Date().toDateString();
  return `${isToday ? '' : `${moment.toLocaleDateString('de-DE', { day: 'numeric', month: 'long' })}, `}${time} Uhr`;
};

const buttonOf = (words, look, action) => {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = `kern-btn kern-btn--${look} kern-btn--x-small`;
  const label = document.createElement('span');
  label.className = 'kern-label';
  label.textContent = words;
  button.append(label);
  button.addEventListener('click', action);
  return button;
};

// Says something above a form, with buttons to answer it.
const say = (form, words, ...buttons) => {
  let box = form.querySelector('.ln-unsaved');
  if (!box) {
    box = document.createElement('div');
    box.className = 'kern-alert kern-alert--info ln-unsaved';
    box.innerHTML = '<div class="kern-alert__header"><span class="kern-icon kern-icon--info" aria-hidden="true">'
      + '</span><p class="kern-title" role="status"></p></div><div class="kern-alert__body ln-unsaved__answers"></div>';
    form.prepend(box);
  }
  box.querySelector('.kern-alert__body').replaceChildren(...buttons);
  // Screen readers speak of what changes, not of what is there from the beginning.
  requestAnimationFrame(() => { box.querySelector('.kern-title').textContent = words; });
};

const watch = (form) => {
  const key = keyOf(addressOf(form));
  const entry = read(key);
  // What the server shows again is what was sent last, and still not saved.
  const isSentBack = Boolean(entry && isShownAgain);
  let timer;
  let isSent = false;
  let isWaiting = false;
  let isKept = true;

  const isTyped = () => fieldsOf(form).some(isChanged);

  const keep = () => {
    clearTimeout(timer);
    // An older text stays until somebody decides about it.
    if (isSigningOut || isSent || isWaiting) return;
    if (isTyped() || isSentBack) isKept = write(key, { at: Date.now(), ...contentOf(form) });
    else shelf?.removeItem(key);
  };

  const restore = () => {
    const before = contentOf(form);
    isWaiting = false;
    fill(form, [...entry.typed, ...entry.carried]);
    keep();
    const undo = buttonOf('Rückgängig', 'secondary', () => {
      fill(form, [...before.typed, ...before.carried]);
      offer().focus();
    });
    say(form, 'Ihr Text ist wieder eingesetzt, aber noch nicht gespeichert.', undo);
    firstText(form).focus();
  };

  const discard = () => {
    isWaiting = false;
    shelf.removeItem(key);
    keep();
    const undo = buttonOf('Rückgängig', 'secondary', restore);
    say(form, 'Ihr Text ist verworfen.', undo);
    undo.focus();
  };

  const offer = () => {
    isWaiting = true;
    const again = buttonOf('Wieder einsetzen', 'secondary', restore);
    const never = buttonOf('Verwerfen', 'tertiary', discard);
    say(form, `Ihr Text von ${timeOf(new Date(entry.at))} ist noch da.`, again, never);
    return again;
  };

  const changed = () => {
    isSent = false;
    clearTimeout(timer);
    timer = setTimeout(keep, pause);
  };

  form.addEventListener('input', changed);
  form.addEventListener('submit', () => {
    isWaiting = false;
    keep();
    isSent = true;
  });
  addEventListener('pagehide', keep);
  addEventListener('beforeunload', (event) => {
    keep();
    if (!isSent && isTyped() && (isSigningOut || isWaiting || !isKept)) event.preventDefault();
  });

  if (isSentBack) keep();
  else if (entry && JSON.stringify(entry.typed) !== JSON.stringify(contentOf(form).typed)) offer();
};

const isWritten = (form) =>
  !form.querySelector('[type=password]') && (member ? firstText(form) : form.querySelector('textarea'));

for (const key of allKeys()) if (Date.now() - read(key).at > lifetime) shelf.removeItem(key);
const taken = document.querySelector('[data-gespeichert]');
if (taken) shelf?.removeItem(keyOf(taken.dataset.gespeichert));
// Whoever is asked may stay.
document.addEventListener('click', () => { isSigningOut = false; }, true);
document.addEventListener('submit', ({ target }) => { isSigningOut = target.matches('[action^="/abmelden"]'); });
for (const form of document.querySelectorAll('main form[method=post]')) if (isWritten(form)) watch(form);
addEventListener('pagehide', () => {
  if (isSigningOut) for (const key of allKeys()) shelf.removeItem(key);
});
