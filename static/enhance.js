// Comfort for browsers with JavaScript; every page works without it. Writes text only as text.
'use strict';

// A block keeps the names in here.
{
  /** A form is sent once, however often its button is pressed; coming back to the page frees it again. */
  const sent = new WeakSet();
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post' || event.defaultPrevented) return;
    if (sent.has(form)) event.preventDefault();
    sent.add(form);
  });
  addEventListener('pageshow', () => {
    for (const form of document.forms) sent.delete(form);
  });

  /** What is loaded again is read from the part its address names, not from the top. */
  const here = document.getElementById(location.hash.slice(1));
  if (here?.getAttribute('tabindex') === '-1') here.focus();

  for (const form of formsWith('data-autosave')) autosave(form);
  if ('PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential) usePasskeys();
  for (const select of document.querySelectorAll('select[data-detect="time-zone"]')) detectTimeZone(select);
  for (const meter of document.querySelectorAll('[data-meter]')) watchPassword(meter);
  for (const run of document.querySelectorAll('[data-watch]')) if (run instanceof HTMLElement) watch(run);
  for (const timer of document.querySelectorAll('[data-timer]')) if (timer instanceof HTMLElement) tick(timer);

  function formsWith(/** @type {string} */ attribute) {
    return [...document.forms].filter((form) => form.hasAttribute(attribute));
  }

  /**
   * Saves `form[data-autosave="<url>"]` two seconds after the last change, and at once when the page is left. A 422 is an answer too: what is
   * right was kept, and its text says what is not.
   */
  function autosave(/** @type {HTMLFormElement} */ form) {
    const { autosave: url = '', autosaveSaving = '', autosaveSaved = '', autosaveFailed = '' } = form.dataset;
    const status = form.querySelector('[data-autosave-status]');
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    let isWaiting = false;
    let round = 0;
    const say = (/** @type {string} */ words) => {
      if (status) status.textContent = words;
    };
    const save = async () => {
      clearTimeout(timer);
      if (!isWaiting) return;
      isWaiting = false;
      const mine = (round += 1);
      say(autosaveSaving);
      const { isKept, words } = await post(url, fieldsOf(form));
      if (mine !== round) return; // a later one speaks
      isWaiting ||= !isKept;
      say(isKept ? words || autosaveSaved : autosaveFailed);
    };
    const saveNow = () => void save();
    form.addEventListener('input', () => {
      isWaiting = true;
      clearTimeout(timer);
      timer = setTimeout(saveNow, 2_000);
    });
    form.addEventListener('submit', () => {
      isWaiting = false;
      clearTimeout(timer);
    });
    addEventListener('pagehide', saveNow);
  }

  function fieldsOf(/** @type {HTMLFormElement} */ form) {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
    return fields;
  }

  /** Whether it was kept, and what is not right. A redirect leads to the sign-in page: the session is over. */
  async function post(/** @type {string} */ url, /** @type {URLSearchParams} */ body) {
    try {
      const answer = await fetch(url, { method: 'POST', body, keepalive: true, redirect: 'manual' });
      if (answer.status === 422) return { isKept: true, words: await answer.text() };
      return { isKept: answer.ok, words: '' };
    } catch {
      return { isKept: false, words: '' };
    }
  }

  /** `form[data-passkey="create|get"]` asks `data-options`, answers in its field `answer` and is sent as any form. */
  function usePasskeys() {
    for (const absent of document.querySelectorAll('[data-passkey-absent]')) absent.toggleAttribute('hidden', true);
    for (const form of formsWith('data-passkey')) {
      form.hidden = false;
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        const failed = form.querySelector('[data-failed]');
        failed?.toggleAttribute('hidden', true);
        answerWithPasskey(form).catch(() => failed?.toggleAttribute('hidden', false));
      });
    }
  }

  async function answerWithPasskey(/** @type {HTMLFormElement} */ form) {
    const response = await fetch(form.dataset['options'] ?? '', { method: 'POST', body: new URLSearchParams(), redirect: 'error' });
    /** @type {unknown} */
    const asked = await response.json();
    const publicKey = /** @type {PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON} */ (asked); // from our own server
    const credential =
      form.dataset['passkey'] === 'create'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
    const field = form.elements.namedItem('answer');
    if (!(credential instanceof PublicKeyCredential) || !(field instanceof HTMLInputElement)) throw new TypeError('no passkey');
    field.value = JSON.stringify(credential.toJSON());
    form.submit();
  }

  /** @typedef {{ stage: string, count: string, done: number, of: number }} Told */

  /** Asks `data-watch` every two seconds how far something is; once it is over the page is read anew. */
  function watch(/** @type {HTMLElement} */ run) {
    const look = async () => {
      const told = await ask(run.dataset['watch'] ?? '');
      if (told) show(run, told);
      if (told === null) goOn(run.closest('section')?.id ?? '');
      else setTimeout(() => void look(), 2_000);
    };
    setTimeout(() => void look(), 2_000);
  }

  /** What is being done is said aloud when it changes, how much of it never. */
  function show(/** @type {HTMLElement} */ run, /** @type {Told} */ told) {
    const [stage, count, bar] = [
      run.querySelector('[data-watch-stage]'),
      run.querySelector('[data-watch-count]'),
      run.querySelector('progress')
    ];
    if (stage && stage.textContent !== told.stage) stage.textContent = told.stage;
    if (count) count.textContent = told.count;
    if (bar) [bar.max, bar.value] = [told.of, told.done];
  }

  /** Undefined when nobody answers just now; null when there is nothing more to ask. */
  async function ask(/** @type {string} */ url) {
    try {
      const answer = await fetch(url, { redirect: 'manual' });
      if (answer.status >= 500) return undefined;
      /** @type {unknown} */
      const told = answer.ok ? await answer.json() : null;
      return /** @type {Told | null} */ (told); // from our own server
    } catch {
      return undefined;
    }
  }

  /** Reads the page anew, once, and from this part of it; also when it was the answer to a form. */
  function goOn(/** @type {string} */ id) {
    history.replaceState(null, '', `${location.pathname}#${id}`);
    location.reload();
  }

  /** What is left until `data-timer`, in whole minutes. */
  function tick(/** @type {HTMLElement} */ timer) {
    const { timer: until = '', timerLeft = '', timerOver = '' } = timer.dataset;
    const say = () => {
      const minutes = Math.ceil((Date.parse(until) - Date.now()) / 60_000);
      timer.textContent = minutes > 0 ? timerLeft.replace('#', String(minutes)) : timerOver;
    };
    say();
    setInterval(say, 10_000);
  }

  /** The reader's own time zone, in a list that has it. */
  function detectTimeZone(/** @type {Element} */ select) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (select instanceof HTMLSelectElement && [...select.options].some((option) => option.value === zone)) select.value = zone;
  }

  /** How far a new password is, in words, under the field that `data-meter` names. */
  function watchPassword(/** @type {Element} */ meter) {
    if (!(meter instanceof HTMLElement)) return;
    const field = document.getElementById(meter.dataset['meter'] ?? '');
    if (!(field instanceof HTMLInputElement)) return;
    field.addEventListener('input', () => {
      meter.hidden = field.value === '';
      const words = meter.dataset[meterOf(field.value, Number(meter.dataset['meterShortest']))] ?? '';
      if (meter.textContent !== words) meter.textContent = words; // said aloud only when it changes
    });
  }

  /** Strong: four words or 25 signs. What is long enough, src/lib/server/auth/judge-password.ts decides. */
  function meterOf(/** @type {string} */ password, /** @type {number} */ shortest) {
    const length = Array.from(password).length;
    if (length < shortest) return 'meterShort';
    return length >= 25 || password.trim().split(/\s+/u).length >= 4 ? 'meterStrong' : 'meterEnough';
  }
}
