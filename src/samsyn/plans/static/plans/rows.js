/* More empty rows without leaving the page. Without this file a new empty row comes after saving. */
"use strict";

function addRow(button) {
  const prefix = button.dataset.addRow;
  const total = document.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  const rows = document.querySelector(`[data-rows="${prefix}"]`);
  const pattern = document.querySelector(`template[data-row="${prefix}"]`);
  const row = pattern.content.firstElementChild.cloneNode(true);
  const number = Number(total.value);
  for (const part of [row, ...row.querySelectorAll("*")]) {
    for (const { name, value } of [...part.attributes]) {
      part.setAttribute(name, value.replaceAll("__prefix__", String(number)));
    }
  }
  const place = row.querySelector("[data-row-number]");
  if (place) place.textContent = String(number + 1);
  rows.append(row);
  total.value = String(number + 1);
  row.querySelector("textarea, select, input:not([type=hidden])")?.focus();
}

for (const button of document.querySelectorAll("[data-add-row]")) {
  button.hidden = false;
  button.addEventListener("click", () => addRow(button));
}
for (const note of document.querySelectorAll("[data-without-script]")) {
  note.hidden = true;
}
