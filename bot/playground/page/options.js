// One option of a slash command as a small field with its suggestions.

import { readFile } from "./api.js";
import { el } from "./dom.js";
import { channels, people, roles } from "./state.js";
import { hideSuggestions, showSuggestions, suggestionKey } from "./suggest.js";

const INTEGER = 4, BOOLEAN = 5, USER = 6, CHANNEL = 7, ROLE = 8, MENTIONABLE = 9, NUMBER = 10, ATTACHMENT = 11;
const TYPING_PAUSE = 120; // milliseconds before the bot is asked again

const userRows = () => people().map((person) => ({ name: `@${person.name}`, value: person.id }));
const roleRows = () => roles().map((role) => ({ name: `@${role.name}`, value: role.id, note: "role" }));

// The values that an option can have, where they are known without asking the bot; else null.
function fixedRows(option) {
  if (option.choices.length) return option.choices;
  if (option.type === BOOLEAN) return [{ name: "True", value: "true" }, { name: "False", value: "false" }];
  if (option.type === USER) return userRows();
  if (option.type === ROLE) return roleRows();
  if (option.type === MENTIONABLE) return [...userRows(), ...roleRows()];
  if (option.type === CHANNEL) return channels().map((channel) => ({ name: `#${channel.name}`, value: channel.id }));
  return null;
}

// `context`: { spec, read, send, done }. Gives { option, node, input, filled, value, final, fill, problem }.
export function pillFor(option, context) {
  return option.type === ATTACHMENT ? filePill(option) : textPill(option, context);
}

function shell(option, input) {
  const label = el("span", {}, option.name, option.required ? el("span", { class: "needed", "aria-hidden": "true" }, "*") : null);
  return el("label", { class: "pill" }, label, input);
}

function filePill(option) {
  const input = el("input", { type: "file", "aria-label": `${option.name}: ${option.description}` });
  return {
    option, input, node: shell(option, input),
    filled: () => input.files.length > 0,
    value: () => null,
    final: () => readFile(input.files[0]),
    fill: () => {},
    problem: () => (option.required && !input.files.length ? `${option.name} needs a file.` : ""),
  };
}

function textPill(option, context) {
  const input = el("input", {
    type: "text", role: "combobox", "aria-autocomplete": "list", "aria-controls": "suggest-list", "aria-expanded": "false",
    "aria-label": `${option.name}${option.required ? ", required" : ", optional"}: ${option.description}`,
    maxlength: option.max_length ?? 6000, size: 8,
    inputmode: option.type === INTEGER || option.type === NUMBER ? "decimal" : null,
  });
  const fixed = fixedRows(option);
  let picked = null; // { name, value } while the text is that of a picked row
  let asked = 0; // number of the newest question to the bot; answers to older ones are dropped
  let waiting = false; // a question is to be asked, or was not answered yet
  let timer = null;

  const value = () => (picked ? picked.value : fixed?.find((row) => same(row.name, input.value))?.value ?? input.value);
  const title = () => `${option.name} — ${option.description}${option.required ? "" : " (optional)"}`;

  const take = (row) => {
    picked = row;
    input.value = row.name;
    fit();
    hideSuggestions();
    context.done();
  };
  const fit = () => { input.size = Math.min(Math.max(8, input.value.length + 1), 44); };
  const show = (rows, first) => showSuggestions(input, title(), rows.map((row) => ({ label: row.name, note: row.note, row })), (item) => take(item.row), first);

  async function suggest() {
    const typed = input.value;
    waiting = false;
    if (fixed) return show(picked ? fixed : fixed.filter((row) => row.name.toLowerCase().includes(typed.toLowerCase())), typed !== "");
    if (!option.autocomplete) return show([], false);
    const number = ++asked;
    waiting = true;
    const result = await context.send("autocomplete", { name: context.spec.name, option: option.name, value: typed, options: context.read() });
    if (number !== asked || document.activeElement !== input) return undefined;
    waiting = false;
    return show(result.choices ?? [], typed !== "" && !picked);
  }

  // Suggestions that are still to come would open over what comes next. True where there were some.
  function stopWaiting() {
    const was = waiting;
    clearTimeout(timer);
    asked += 1;
    waiting = false;
    return was;
  }

  input.addEventListener("focus", suggest);
  input.addEventListener("blur", () => {
    stopWaiting();
    hideSuggestions();
  });
  input.addEventListener("keydown", (event) => {
    const ends = event.key === "Enter" || event.key === "Escape";
    if (!ends || !stopWaiting()) suggestionKey(event);
    else {
      hideSuggestions(); // they are for what was typed before
      if (event.key === "Escape") event.preventDefault();
    }
  });
  input.addEventListener("input", () => {
    picked = null;
    fit();
    clearTimeout(timer);
    waiting = true;
    timer = setTimeout(suggest, fixed ? 0 : TYPING_PAUSE);
  });

  return {
    option, input, value, node: shell(option, input),
    filled: () => input.value.trim() !== "",
    final: async () => value(),
    fill: (words) => { input.value = words; fit(); },
    problem: () => problem(option, input.value.trim(), fixed, value()),
  };
}

const same = (a, b) => a.toLowerCase() === b.trim().toLowerCase();

function problem(option, typed, fixed, value) {
  if (!typed) return option.required ? `${option.name} is needed: ${option.description}` : "";
  if (fixed && !fixed.some((row) => row.value === value)) return `${option.name}: choose one of the list.`;
  if (option.autocomplete || (option.type !== INTEGER && option.type !== NUMBER)) return "";
  const number = Number(typed);
  const whole = option.type === NUMBER || Number.isInteger(number);
  if (Number.isNaN(number) || !whole) return `${option.name} must be a ${option.type === INTEGER ? "whole " : ""}number.`;
  if (number < (option.min_value ?? -Infinity)) return `${option.name} must be ${option.min_value} or more.`;
  if (number > (option.max_value ?? Infinity)) return `${option.name} must be ${option.max_value} or less.`;
  return "";
}
