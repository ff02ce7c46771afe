// The message box: plain text with mentions and files, or a slash command with its options.

import { readFile } from "./api.js";
import { $, el } from "./dom.js";
import { pillFor } from "./options.js";
import { channels, people, roles, state } from "./state.js";
import { hideSuggestions, showSuggestions, suggestionKey } from "./suggest.js";

let send = null; // (verb, body) => result, given by app.js
let command = null;
let pills = [];
let files = [];
let replyTo = null;

const text = () => $("#text");

export function prepareComposer(act) {
  send = act;
  text().addEventListener("input", suggest);
  text().addEventListener("blur", hideSuggestions);
  text().addEventListener("keydown", (event) => {
    if (suggestionKey(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    $("#composer").requestSubmit();
  });
  $("#composer").addEventListener("keydown", keys);
  $("#composer").addEventListener("submit", (event) => {
    event.preventDefault();
    if (command) run();
    else sendText();
  });
  $("#attach input").addEventListener("change", (event) => {
    files.push(...event.target.files);
    event.target.value = "";
    drawFiles();
    text().focus();
  });
  $("#replying button").addEventListener("click", () => reply(null));
}

// Back to an empty box, in a channel called `title`.
export function resetComposer(title) {
  leaveCommand();
  files = [];
  drawFiles();
  reply(null);
  text().value = "";
  text().placeholder = `Message ${title}`;
  text().setAttribute("aria-label", `Message ${title}. Type / for commands.`);
}

export function reply(message) {
  replyTo = message;
  $("#replying").hidden = !message;
  if (message) {
    $("#replying span").textContent = `Replying to ${message.author.name}`;
    text().focus();
  }
}

// Puts a text into the box as if it was typed; a command is opened with its first option filled.
export function suggestText(words) {
  leaveCommand();
  const found = [...state.commands.slash].reverse().find((spec) => words === `/${spec.name}` || words.startsWith(`/${spec.name} `));
  if (!found) {
    text().value = words;
    text().focus();
    return;
  }
  enterCommand(found);
  const value = words.slice(found.name.length + 2);
  if (value && pills.length) pills[0].fill(value);
  else if (!pills.length) $("#send").focus();
}

function keys(event) {
  if (event.defaultPrevented || event.key !== "Escape") return;
  if (command) {
    leaveCommand();
    text().focus();
  } else if (replyTo) reply(null);
}

function suggest() {
  const typed = text().value;
  if (typed.startsWith("/")) return suggestCommands(typed.slice(1).toLowerCase());
  const mention = /(?:^|\s)([@#])([\w-]*)$/.exec(typed);
  if (mention) return suggestMentions(mention[1], mention[2].toLowerCase());
  return hideSuggestions();
}

function suggestCommands(typed) {
  const rank = (spec) => (spec.name.startsWith(typed) ? 0 : 1);
  const found = state.commands.slash.filter((spec) => spec.name.includes(typed.trim())).sort((a, b) => rank(a) - rank(b));
  const items = found.map((spec) => ({ label: `/${spec.name}`, note: spec.description, spec }));
  showSuggestions(text(), items.length ? "Commands of ResponsiBot" : "No command of that name", items, (item) => enterCommand(item.spec), true);
}

function suggestMentions(mark, typed) {
  const named = mark === "#" ? channels().map((channel) => ({ name: channel.name, insert: `<#${channel.id}>` }))
    : [...people().map((person) => ({ name: person.name, insert: `@${person.name}` })),
      ...roles().filter((role) => role.name !== "everyone").map((role) => ({ name: role.name, insert: `<@&${role.id}>`, note: "role" }))];
  const items = named.filter((item) => item.name.toLowerCase().startsWith(typed))
    .map((item) => ({ label: mark + item.name, note: item.note, insert: item.insert }));
  if (!items.length) return hideSuggestions();
  return showSuggestions(text(), mark === "#" ? "Channels" : "Members", items, (item) => {
    text().value = text().value.replace(/[@#][\w-]*$/, `${item.insert} `);
    hideSuggestions();
  }, true);
}

function enterCommand(spec) {
  hideSuggestions();
  command = spec;
  const read = () => Object.fromEntries(pills.filter((pill) => pill.filled()).map((pill) => [pill.option.name, pill.value()]));
  pills = spec.options.map((option) => pillFor(option, { spec, read, send, done: nextPill }));
  const cancel = el("button", { type: "button", class: "link", "aria-label": `Leave the command ${spec.name}` }, "×");
  cancel.addEventListener("click", () => { leaveCommand(); text().focus(); });
  $("#command").replaceChildren(el("strong", {}, `/${spec.name}`), ...pills.map((pill) => pill.node), cancel);
  $("#command").hidden = false;
  text().hidden = true;
  text().value = "";
  $("#attach").hidden = true;
  const first = pills[0];
  if (first) first.input.focus();
  else $("#send").focus();
}

function leaveCommand() {
  hideSuggestions();
  command = null;
  pills = [];
  $("#command").hidden = true;
  $("#command").replaceChildren();
  text().hidden = false;
  $("#attach").hidden = false;
}

// After a value was picked: on to the next option that must be given, if any.
function nextPill() {
  pills.find((pill) => pill.option.required && !pill.filled())?.input.focus();
}

async function run() {
  const wrong = pills.find((pill) => pill.problem());
  if (wrong) {
    wrong.input.focus();
    showSuggestions(wrong.input, wrong.problem(), [], null, false);
    return;
  }
  const options = {};
  for (const pill of pills) if (pill.filled()) options[pill.option.name] = await pill.final();
  const { name } = command;
  leaveCommand();
  text().focus();
  await send("slash", { name, options });
}

async function sendText() {
  const typed = text().value;
  if (!typed.trim() && !files.length) return;
  const body = { text: typed, reply: replyTo?.id, files: await Promise.all(files.map(readFile)) };
  text().value = "";
  hideSuggestions();
  files = [];
  drawFiles();
  reply(null);
  await send("send", body);
}

function drawFiles() {
  $("#files").hidden = !files.length;
  $("#files").replaceChildren(...files.map((file, at) => {
    const remove = el("button", { type: "button", class: "link", "aria-label": `Remove ${file.name}` }, "×");
    remove.addEventListener("click", () => {
      files.splice(at, 1);
      drawFiles();
    });
    return el("li", {}, `${file.name} `, remove);
  }));
}
