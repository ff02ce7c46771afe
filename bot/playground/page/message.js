// One message, and the list of them.

import { post } from "./api.js";
import { component, embed, fileLink, picture } from "./components.js";
import { $, avatar, el } from "./dom.js";
import { openList } from "./listbox.js";
import { format, inline, markdown } from "./markdown.js";
import { now, state } from "./state.js";

const FOLLOWS_WITHIN = 7 * 60 * 1000;
const EMOJI = { "👍": "thumbs up", "❤️": "heart", "🎉": "party", "🤔": "thinking", "👀": "eyes", "✅": "check mark" };

const shown = new Map(); // message id -> { element, json, data }
let tools = null; // { act, reply } given by app.js

export const prepareMessages = (given) => { tools = given; };

export const hasMessage = (id) => shown.has(id);

export function clearMessages() {
  shown.clear();
  $("#log").replaceChildren();
}

// Draws what changed; `whole` = `put` is all there is. Gives the messages that were not on screen before.
export function applyMessages({ put, gone }, whole) {
  const kept = new Set(put.map((data) => data.id));
  const lost = whole ? [...shown.keys()].filter((id) => !kept.has(id)) : gone;
  for (const id of lost) {
    shown.get(id)?.element.remove();
    shown.delete(id);
  }
  const fresh = put.filter((data) => !shown.has(data.id));
  put.forEach(place);
  joinFollowers();
  return fresh;
}

// Draws every message anew: its message menus hang on the commands that the bot offers.
export function redrawMessages() {
  for (const { data } of [...shown.values()]) {
    shown.get(data.id).json = "";
    place(data);
  }
  joinFollowers();
}

function place(data) {
  const json = JSON.stringify(data);
  const old = shown.get(data.id);
  if (old?.json === json) return;
  const element = draw(data);
  if (old) {
    const focused = old.element.contains(document.activeElement) ? document.activeElement.dataset.customId : undefined;
    old.element.replaceWith(element);
    if (focused) element.querySelector(`[data-custom-id="${CSS.escape(focused)}"]`)?.focus();
  } else insertInOrder(element, data.id);
  shown.set(data.id, { element, json, data });
}

function insertInOrder(element, id) {
  const log = $("#log");
  let after = log.lastElementChild;
  while (after && BigInt(after.dataset.id) > BigInt(id)) after = after.previousElementSibling;
  if (after) after.after(element);
  else log.prepend(element);
}

function joinFollowers() {
  let previous = null;
  for (const element of $("#log").children) {
    const { data } = shown.get(element.dataset.id);
    const follows = previous !== null && !data.reply && !data.command && !data.ephemeral && !previous.ephemeral
      && previous.author.id === data.author.id && Date.parse(data.at) - Date.parse(previous.at) < FOLLOWS_WITHIN;
    element.classList.toggle("follows", follows);
    previous = data;
  }
}

function draw(data) {
  const element = el("li", { class: data.ephemeral ? "message ephemeral" : "message", "data-id": data.id });
  element.append(...[origin(data), avatar(data.author), head(data), body(data), reactions(data), foot(data), toolbar(data)].filter(Boolean));
  return element;
}

function origin(data) {
  if (data.command?.name) {
    return el("p", { class: "origin" }, el("strong", {}, data.command.user.name), " used ", el("span", { class: "mention" }, commandName(data)));
  }
  if (!data.reply) return null;
  const who = data.reply.author ? [el("strong", {}, `@${data.reply.author.name}`), " "] : [];
  return el("p", { class: "origin" }, "Reply to ", ...who, ...inline(data.reply.text));
}

const commandName = (data) => (state.commands.menus.includes(data.command.name) ? data.command.name : `/${data.command.name}`);

function head(data) {
  const at = Date.parse(data.at);
  const today = new Date(now()).toDateString() === new Date(at).toDateString();
  return el("p", { class: "head" },
    el("strong", {}, data.author.name),
    data.author.bot ? el("span", { class: "app" }, "APP") : null,
    el("time", { datetime: data.at }, format(at, today ? "t" : "s")));
}

function body(data) {
  const context = {
    press: (id, key) => pressed(key, tools.act("click", { message: data.id, custom_id: id })),
    choose: (id, values) => tools.act("select", { message: data.id, custom_id: id, values }),
  };
  const box = el("div", { class: "body" });
  if (data.thinking) box.append(el("p", { class: "thinking" }, `${data.author.name} is thinking…`));
  if (data.content) box.append(markdown(data.content));
  if (data.edited && !data.thinking) box.append(el("span", { class: "edited" }, "(edited)"));
  box.append(...data.embeds.map(embed), ...data.components.map((part) => component(part, context)));
  const embedded = JSON.stringify(data.embeds); // what an embed shows is not shown once more below it
  if (!data.v2) box.append(...data.attachments.filter((raw) => !embedded.includes(raw.url)).map(attachment));
  return box;
}

async function pressed(key, work) {
  key.classList.add("waiting");
  await work;
  key.classList.remove("waiting");
}

function attachment(raw) {
  if (/^image\/(png|jpeg|gif|webp)$/.test(raw.type)) return picture(raw.url, raw.alt || raw.name, "upload");
  return fileLink(raw.url, raw.name, raw.size);
}

function reactions(data) {
  if (!data.reactions.length) return null;
  const keys = data.reactions.map((raw) => el("button", {
    type: "button", class: "reaction", "aria-pressed": String(raw.me),
    onclick: () => tools.act("react", { message: data.id, emoji: raw.emoji, on: !raw.me }),
  }, `${raw.emoji} ${raw.count}`));
  return el("p", { class: "reactions" }, ...keys);
}

function foot(data) {
  if (!data.ephemeral) return null;
  const dismiss = el("button", { type: "button", class: "link" }, "Dismiss message");
  dismiss.addEventListener("click", async () => {
    await post("dismiss", { message: data.id });
    $("#text").focus();
  });
  return el("p", { class: "foot" }, "Only you can see this • ", dismiss);
}

function toolbar(data) {
  if (data.ephemeral || data.thinking) return null;
  const bar = el("div", { class: "toolbar", role: "group", "aria-label": `Message of ${data.author.name}` });
  bar.append(menu("React", () => Object.entries(EMOJI).map(([emoji, name]) => ({ value: emoji, label: name, mark: emoji })),
    (emoji) => tools.act("react", { message: data.id, emoji, on: true })));
  bar.append(el("button", { type: "button", onclick: () => tools.reply(data) }, "Reply"));
  if (state.commands.menus.length) {
    bar.append(menu("Apps", () => state.commands.menus.map((name) => ({ value: name, label: name, mark: "⚙" })),
      (name) => tools.act("menu", { message: data.id, name })));
  }
  return bar;
}

function menu(label, rows, pick) {
  const button = el("button", { type: "button", "aria-haspopup": "listbox", "aria-expanded": "false" }, label);
  button.addEventListener("click", () => openList(button, rows(), { label, pick: ([value]) => pick(value) }));
  return el("span", { class: "menu" }, button);
}

// What a screen reader is told of a new message.
export function spoken(data) {
  const box = body({ ...data, thinking: false });
  const text = box.innerText || box.textContent;
  return `${data.author.name}: ${data.thinking ? "is thinking" : text.replace(/\s+/g, " ").slice(0, 400)}`;
}
