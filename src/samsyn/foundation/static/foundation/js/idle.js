/* Two minutes before a log-in ends by itself: say so, keep what is typed, offer to go on.
   The server alone knows how long is left (another tab may be in use), so it is asked first.
   Without this file the log-in ends all the same, and what is sent afterwards is carried along. */
"use strict";

const idleDialog = document.querySelector("[data-idle]");

function watchIdle(dialog) {
  const data = dialog.dataset;
  const warnBefore = Number(data.warnBefore);
  const text = dialog.querySelector("[data-idle-text]");
  const goOnButton = dialog.querySelector("[data-idle-go-on]");
  const waysOut = dialog.querySelector("[data-idle-ways]");
  const after = dialog.querySelector("[data-idle-after]");
  let endsAt = Date.now() + Number(data.secondsLeft) * 1000;
  let timer = 0;

  // Promised only when it is so: the page has what can be saved, and nothing waits to be.
  const isKept = () =>
    document.querySelector("form[data-draft]") && !document.querySelector("form[data-unsaved]");

  const secondsLeft = () => Math.max(0, Math.round((endsAt - Date.now()) / 1000));

  async function ask(method) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    const headers = { Accept: "application/json" };
    if (method === "POST" && token) headers["X-CSRFToken"] = token.value;
    const answer = await fetch(data.idle, { method, headers, redirect: "manual" });
    // A redirect leads to the login: the log-in has ended, here or in another window.
    if (!answer.ok) return { seconds_left: 0, by_age: false };
    return answer.json();
  }

  function take(answer) {
    endsAt = Date.now() + answer.seconds_left * 1000;
    if (answer.seconds_left === 0) return end();
    if (answer.seconds_left <= warnBefore) return warn(answer.by_age);
    if (dialog.open) dialog.close();
    return wait();
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(look, Math.max(0, secondsLeft() - warnBefore) * 1000);
  }

  async function look() {
    try {
      take(await ask("GET"));
    } catch {
      // Nobody answers just now; the end comes all the same.
      if (secondsLeft() === 0) end();
      else warn(false);
    }
  }

  function warn(byAge) {
    document.dispatchEvent(new Event("samsyn:save"));
    goOnButton.hidden = byAge;
    data.byAge = byAge ? "yes" : "";
    if (!dialog.open) dialog.showModal();
    count();
  }

  // Said once a minute and at the last half: a voice that counts every second helps nobody.
  function count() {
    clearTimeout(timer);
    const left = secondsLeft();
    if (left === 0) return look();
    const minutes = Math.ceil(left / 60);
    const soon = left <= 30 ? data.wordSoon : minutes === 1 ? data.wordMinute : data.wordMinutes;
    const parts = [soon.replace("{minutes}", minutes)];
    if (data.byAge) parts.push(data.wordAge);
    if (isKept()) parts.push(data.wordSaved);
    const said = parts.join(" ");
    if (text.textContent !== said) text.textContent = said;
    const next = left > 60 ? left - 60 : left > 30 ? left - 30 : left;
    timer = setTimeout(count, Math.min(next, 60) * 1000);
    return undefined;
  }

  function end() {
    clearTimeout(timer);
    // What stood behind is about somebody: nobody who passes the screen is to read it.
    dialog.classList.add("idle--over");
    dialog.querySelector("h2").textContent = data.wordOver;
    text.textContent = isKept() ? data.wordKept : data.wordAgain;
    waysOut.hidden = true;
    after.hidden = false;
    if (!dialog.open) dialog.showModal();
    after.querySelector("a").focus();
  }

  async function goOn() {
    try {
      take(await ask("POST"));
    } catch {
      text.textContent = data.wordNoAnswer;
    }
  }

  goOnButton.addEventListener("click", goOn);
  dialog.addEventListener("cancel", (event) => {
    // Escape means going on, never losing what stands behind.
    event.preventDefault();
    if (!dialog.classList.contains("idle--over") && !data.byAge) goOn();
  });
  document.addEventListener("samsyn:saved", () => {
    if (dialog.open && !dialog.classList.contains("idle--over")) count();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) look();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !dialog.open && secondsLeft() <= warnBefore) look();
  });
  wait();
}

if (idleDialog) watchIdle(idleDialog);
