// Keeps the numbers of an issue up to date while its mails leave. Without this file one renews the page by hand.
const pause = 3000;
const silence = 20000;

let stand = document.getElementById('stand');
const voice = document.createElement('p');
voice.className = 'kern-sr-only';
voice.setAttribute('role', 'status');
stand.after(voice);
let saidAt = Date.now();

const read = async (address) => {
  const answer = await fetch(address);
  // Whoever is signed out meanwhile is led to another page.
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
};

const replace = (id, page) => {
  const old = document.getElementById(id);
  const fresh = page.getElementById(id);
  // Nothing is taken away from under the fingers of whoever is at it.
  if (old && fresh && !old.contains(document.activeElement)) old.replaceWith(fresh);
};

const say = () => {
  voice.textContent = document.getElementById('satz').textContent;
  saidAt = Date.now();
};

// True as long as there is something left to look for.
const look = async () => {
  const page = await read(stand.dataset.stand);
  if (!page) return false;
  replace('stand', page);
  stand = document.getElementById('stand');
  const isDone = stand.dataset.offen === '0';
  if (isDone || Date.now() - saidAt > silence) say();
  if (!isDone) return true;
  const whole = await read(location.href);
  if (whole) for (const id of ['liste', 'aktionen']) replace(id, whole);
  return false;
};

const watch = async () => {
  let goesOn = true;
  try {
    goesOn = document.hidden || await look();
  } catch {
    // The server may be back at the next look.
  }
  if (goesOn) setTimeout(watch, pause);
};

setTimeout(watch, pause);
