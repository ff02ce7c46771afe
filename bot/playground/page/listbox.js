// A choice from a list: selects in messages and forms, and the small menus of a message.

import { el } from "./dom.js";
import { channels, people, roles } from "./state.js";

const STRING = 3, USER = 5, ROLE = 6, MENTIONABLE = 7;

const asUsers = () => people().map((person) => ({ value: person.id, label: person.name, mark: "@" }));
const asRoles = () => roles().map((role) => ({ value: role.id, label: role.name, mark: "@" }));

// The rows of a select component, whatever its type.
export function optionsOf(component) {
  if (component.type === STRING) {
    return component.options.map((option) => ({ ...option, mark: option.emoji?.name ?? "" }));
  }
  const preset = new Set((component.default_values ?? []).map((value) => String(value.id)));
  const rows = component.type === USER ? asUsers()
    : component.type === ROLE ? asRoles()
    : component.type === MENTIONABLE ? [...asUsers(), ...asRoles()]
    : channels().map((channel) => ({ value: channel.id, label: channel.name, mark: "#" }));
  return rows.map((row) => ({ ...row, default: preset.has(row.value) }));
}

function row(option, chosen) {
  return el("li", { role: "option", tabindex: "-1", "aria-selected": String(chosen), "data-value": option.value },
    option.mark ? el("span", { class: "mark", "aria-hidden": "true" }, option.mark) : null,
    el("span", {}, option.label, option.description ? el("small", {}, option.description) : null));
}

// A list that opens at `anchor`; `pick` gets the chosen values when it closes with a choice.
export function openList(anchor, options, { label, many = 1, chosen = [], pick }) {
  document.querySelector(".popup")?.remove();
  const picked = new Set(chosen);
  const list = el("ul", { role: "listbox", "aria-label": label, "aria-multiselectable": String(many > 1) });
  const popup = el("div", { class: "popup" }, list);
  list.append(...options.map((option) => row(option, picked.has(option.value))));
  const close = (values) => {
    document.removeEventListener("pointerdown", outside, true);
    popup.remove();
    anchor.setAttribute("aria-expanded", "false");
    anchor.focus();
    if (values) pick(values);
  };
  const changed = () => picked.size !== chosen.length || chosen.some((value) => !picked.has(value));
  const finish = () => close(many > 1 && changed() ? [...picked] : null);
  const outside = (event) => popup.contains(event.target) || anchor.contains(event.target) || finish();
  const choose = (item) => {
    const value = item.dataset.value;
    if (many === 1) return close([value]);
    if (picked.has(value)) picked.delete(value);
    else if (picked.size < many) picked.add(value);
    return item.setAttribute("aria-selected", String(picked.has(value)));
  };
  list.addEventListener("click", (event) => event.target.closest("li") && choose(event.target.closest("li")));
  popup.addEventListener("keydown", (event) => moveInList(event, list, choose, finish, close));
  if (many > 1) popup.append(el("button", { type: "button", class: "done", onclick: finish }, "Done"));
  anchor.setAttribute("aria-expanded", "true");
  anchor.after(popup);
  document.addEventListener("pointerdown", outside, true);
  fit(anchor, popup);
  (list.querySelector("[aria-selected=true]") ?? list.firstElementChild)?.focus();
}

// Above the anchor where there is more room, and never higher than that room.
function fit(anchor, popup) {
  const frame = document.querySelector("#scroll").getBoundingClientRect();
  const box = anchor.getBoundingClientRect();
  const [over, under] = [box.top - Math.max(frame.top, 0), innerHeight - box.bottom];
  const above = popup.offsetHeight > under - 12 && over > under;
  popup.classList.toggle("above", above);
  popup.style.setProperty("--room", `${Math.max(120, (above ? over : under) - 12)}px`);
}

function moveInList(event, list, choose, finish, close) {
  const items = [...list.children];
  const at = items.indexOf(document.activeElement);
  const move = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (move !== undefined) items[(move + items.length) % items.length].focus();
  else if ((event.key === "Enter" || event.key === " ") && at >= 0) choose(items[at]);
  else if (event.key === "Escape") close(null);
  else if (event.key === "Tab" && !list.nextElementSibling) finish();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

// A select component as a button that shows what is chosen. `pick` gets the values at each change.
export function selectBox(component, pick, label) {
  const options = optionsOf(component);
  const placeholder = component.placeholder ?? "Make a selection";
  let chosen = options.filter((option) => option.default).map((option) => option.value);
  const text = el("span", {});
  const show = () => {
    const names = options.filter((option) => chosen.includes(option.value)).map((option) => option.label);
    text.textContent = names.join(", ") || placeholder;
    text.className = names.length ? "" : "placeholder";
  };
  const button = el("button", {
    type: "button", class: "select", disabled: component.disabled, "aria-haspopup": "listbox",
    "aria-expanded": "false", "aria-label": label,
  }, text, el("span", { "aria-hidden": "true" }, "▾"));
  button.addEventListener("click", () => openList(button, options, {
    label: label ?? placeholder, many: component.max_values ?? 1, chosen,
    pick: (values) => { chosen = values; show(); pick(values); },
  }));
  show();
  return el("div", { class: "selectbox" }, button);
}
