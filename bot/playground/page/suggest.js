// The list above the message box: commands, values of an option, people to mention.

import { $, el } from "./dom.js";

let rows = [];
let active = -1;
let pick = null;
let owner = null;

export const isOpen = () => !$("#suggest").hidden;

export function hideSuggestions() {
  $("#suggest").hidden = true;
  rows = [];
  setExpanded(false);
  owner?.removeAttribute("aria-activedescendant");
}

// Shows `items` ({ label, note, mark }) for `input`; `first` = the first one is marked at once.
export function showSuggestions(input, title, items, onPick, first) {
  [rows, pick, owner] = [items, onPick, input];
  $("#suggest-title").textContent = title;
  $("#suggest-list").replaceChildren(...items.map(drawRow));
  $("#suggest").hidden = !items.length && !title;
  setExpanded(items.length > 0);
  activate(first && items.length ? 0 : -1);
}

// The message box is a plain text box, which has no such state; the fields of options have.
function setExpanded(open) {
  if (owner?.getAttribute("role") === "combobox") owner.setAttribute("aria-expanded", String(open));
}

function drawRow(item, at) {
  const element = el("li", { role: "option", id: `suggest-${at}`, "aria-selected": "false" },
    el("span", { class: "label" }, item.label), item.note ? el("span", { class: "note" }, item.note) : null);
  element.addEventListener("pointerdown", (event) => event.preventDefault());
  element.addEventListener("click", () => pick(item));
  return element;
}

function activate(at) {
  active = at;
  [...$("#suggest-list").children].forEach((element, index) => {
    element.setAttribute("aria-selected", String(index === at));
    if (index === at) element.scrollIntoView({ block: "nearest" });
  });
  if (at >= 0) owner.setAttribute("aria-activedescendant", `suggest-${at}`);
  else owner?.removeAttribute("aria-activedescendant");
}

// True where the key was for the list.
export function suggestionKey(event) {
  if (!isOpen()) return false;
  if (event.key === "Escape") hideSuggestions();
  else if (!rows.length) return false;
  else if (event.key === "ArrowDown") activate((active + 1) % rows.length);
  else if (event.key === "ArrowUp") activate((active + rows.length - (active < 0 ? 0 : 1)) % rows.length);
  else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) pick(rows[active]);
  else return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}
