/* Samsyn's small comforts: drafts saved while typing, no double clicks, focus on what to mend and
   copied addresses. Every page works without this file. */
"use strict";

const words = document.body.dataset;
const TYPING_PAUSE_MS = 1500;

function watchDraft(form) {
  const status = form.querySelector("[data-draft-status]");
  let timer = 0;
  let dirty = false;
  let saving = false;
  let leaving = false;

  const fields = () =>
    new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));

  const say = (text) => {
    if (status) status.textContent = text;
  };

  async function save() {
    clearTimeout(timer);
    if (!dirty || saving || leaving) return;
    dirty = false;
    saving = true;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST",
        body: fields(),
        keepalive: true,
        headers: { Accept: "application/json" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const { saved_at: savedAt } = await answer.json();
      if (!dirty) delete form.dataset.unsaved;
      say(`${words.wordSaved} ${savedAt}`);
      document.dispatchEvent(new Event("samsyn:saved"));
    } catch {
      dirty = true;
      say(words.wordUnsaved);
      saving = false;
      return;
    }
    saving = false;
    if (dirty) save();
  }

  form.addEventListener("input", () => {
    dirty = true;
    form.dataset.unsaved = "";
    clearTimeout(timer);
    timer = setTimeout(save, TYPING_PAUSE_MS);
  });
  form.addEventListener("focusout", save);
  document.addEventListener("samsyn:save", save);
  form.addEventListener("submit", (event) => {
    // A draft that arrives after the form itself would bring the sent text back.
    leaving = !event.defaultPrevented;
    clearTimeout(timer);
  });
  addEventListener("pagehide", () => {
    if (dirty && !leaving) navigator.sendBeacon(form.dataset.draft, fields());
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });
}

function guardAgainstDoubleClicks(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  // After the browser has read the form: a disabled button would not send its own value.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button:not([type=button], :disabled)")) {
      button.disabled = true;
      button.dataset.guarded = "";
    }
  });
}

function openButtonsAgain() {
  for (const button of document.querySelectorAll("[data-guarded]")) {
    button.disabled = false;
    delete button.dataset.guarded;
  }
}

async function copyAddress(button) {
  await navigator.clipboard.writeText(button.dataset.copy || location.href);
  const before = [...button.childNodes];
  button.replaceChildren(words.wordCopied);
  setTimeout(() => button.replaceChildren(...before), 3000);
}

function showWhatIsTyped(button) {
  const field = document.getElementById(button.getAttribute("aria-controls"));
  const isShown = field.type === "text";
  field.type = isShown ? "password" : "text";
  button.setAttribute("aria-pressed", String(!isShown));
}

document.querySelectorAll("form[data-draft]").forEach(watchDraft);
document.querySelectorAll("[data-copy]").forEach((button) => {
  button.addEventListener("click", () => copyAddress(button));
});
document.querySelectorAll("[data-show-typed]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => showWhatIsTyped(button));
});
document.addEventListener("submit", guardAgainstDoubleClicks);
addEventListener("pageshow", openButtonsAgain);
document.querySelector("[data-error-summary]")?.focus();
