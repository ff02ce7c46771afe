// The page: who is being played, which channel is on screen, and what the live stream changes.

import { follow, getJson, here, post } from "./api.js";
import { prepareComposer, reply, resetComposer, suggestText } from "./composer.js";
import { $, avatar, el } from "./dom.js";
import { openForm } from "./form.js";
import { format } from "./markdown.js";
import { applyMessages, redrawMessages, clearMessages, prepareMessages, spoken } from "./message.js";
import { currentServer, inDirect, now, state } from "./state.js";
import { prepareTools, showClock, showTroubles } from "./tools.js";

const PAGE_SIZE = 50;
const seen = new Map(); // person id -> { channel id: newest message id that was on screen }
let limit = PAGE_SIZE;
let whole = true; // the next messages are all that there is
let first = true; // they are the first of this channel: not to be read out
let seatNumber = 0;

// ---- acting

async function act(verb, body) {
  const seat = seatNumber;
  if (verb !== "autocomplete") notice("");
  let result;
  try {
    result = await post(verb, body);
  } catch {
    result = { ok: false, error: "The playground's program does not answer. Is it still running?" };
  }
  if (verb === "autocomplete" || seat !== seatNumber) return result;
  if (!result.ok) notice(result.error);
  else if (result.answered === false) notice("The application did not respond.");
  if (result.form) openForm(result.form, (values) => act("submit", { form: result.form.form, values }));
  return result;
}

function notice(sentence) {
  $("#notice").textContent = sentence;
  $("#notice").hidden = !sentence;
}

// ---- moving

function sit(me, channel) {
  seatNumber += 1;
  Object.assign(state, { me, channel });
  limit = PAGE_SIZE;
  whole = first = true;
  document.body.classList.remove("side-open");
  $("#open-side").setAttribute("aria-expanded", "false");
  notice("");
  clearMessages();
  listen();
}

function listen() {
  follow(limit, { start: () => { whole = true; }, lost: () => setState(false), clock: showClock, world, messages, trouble: showTroubles, gone });
}

function gone() {
  const place = state.world?.places[0];
  sit(state.me, place?.channels[0]?.id ?? state.setup.direct[state.me]);
}

async function learnCommands() {
  const seat = seatNumber;
  const commands = await getJson(`/api/commands?${here()}`).catch(() => ({ slash: [], menus: [] }));
  if (seat !== seatNumber) return;
  state.commands = commands;
  redrawMessages();
  document.body.dataset.ready = `${state.me}:${state.channel}:${state.world.generation}`;
}

// ---- what the stream brings

function world(fresh) {
  const known = state.world;
  const arrived = first && whole;
  state.world = fresh;
  if (!seen.has(state.me)) seen.set(state.me, { ...fresh.newest });
  seen.get(state.me)[state.channel] = fresh.newest[state.channel];
  drawRail();
  drawSide();
  drawBar();
  $("#busy").hidden = !fresh.busy || fresh.busy === "dismiss" || fresh.busy === "autocomplete";
  $("#busy").textContent = fresh.busy === "advance" ? "The clock is moving…" : fresh.busy === "restart" ? "The bot is starting…" : "ResponsiBot is working…";
  setState(fresh.running);
  if (arrived || known?.generation !== fresh.generation) learnCommands();
  if (arrived) resetComposer(title());
}

function messages(change) {
  const box = $("#scroll");
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const before = box.scrollHeight;
  const fresh = applyMessages(change, whole);
  $("#older").hidden = !change.more;
  $("#empty").hidden = $("#log").children.length > 0;
  if (first || atEnd) box.scrollTop = box.scrollHeight;
  else if (whole) box.scrollTop += box.scrollHeight - before;
  if (!first && !whole) $("#spoken").textContent = fresh.filter((data) => data.author.id !== state.me).map(spoken).join(" ");
  whole = first = false;
}

function setState(running) {
  $("#state").textContent = running ? "● Running" : "■ Not running";
  $("#state").className = running ? "running" : "stopped";
}

// ---- drawing what surrounds the messages

const title = () => (inDirect() ? state.setup.bot.name : `#${currentServer()?.channels.find((channel) => channel.id === state.channel)?.name ?? ""}`);

const unread = (channel) => state.world.newest[channel] && seen.get(state.me)[channel] !== state.world.newest[channel];

function badge(node, isNew) {
  if (isNew) node.append(el("span", { class: "dot" }), el("span", { class: "unseen" }, " (new messages)"));
  return node;
}

function drawRail() {
  const direct = state.setup.direct[state.me];
  const home = el("button", { type: "button", "aria-label": "Direct messages", title: "Direct messages", "aria-current": inDirect() && "true" }, "@");
  home.addEventListener("click", () => sit(state.me, direct));
  const servers = state.world.places.filter((place) => place.channels.length).map((place) => {
    const initials = place.name.split(" ").map((word) => word[0]).join("");
    const button = el("button", { type: "button", "aria-label": place.name, title: place.name, "aria-current": place === currentServer() && "true" }, initials);
    button.addEventListener("click", () => sit(state.me, place.channels[0].id));
    return badge(button, place !== currentServer() && place.channels.some((channel) => unread(channel.id)));
  });
  keepFocus($("#rail"), [badge(home, !inDirect() && unread(direct)), ...servers]);
}

function drawSide() {
  const server = currentServer();
  $("#side-title").textContent = server?.name ?? "Direct messages";
  const rows = server ? server.channels.map((channel) => channelButton(channel.id, channel.parent ? "↳" : "#", channel.name))
    : [channelButton(state.channel, "@", state.setup.bot.name)];
  keepFocus($("#channels"), rows);
}

function channelButton(id, mark, name) {
  const button = el("button", { type: "button", "aria-current": id === state.channel && "page" }, el("span", { class: "mark", "aria-hidden": "true" }, mark), name);
  button.addEventListener("click", () => sit(state.me, id));
  return badge(button, id !== state.channel && unread(id));
}

// Redraws a row of buttons without taking the focus from the one that has it.
function keepFocus(parent, children) {
  const at = [...parent.children].indexOf(document.activeElement);
  parent.replaceChildren(...children);
  if (at >= 0) parent.children[at]?.focus();
}

function drawBar() {
  const channel = currentServer()?.channels.find((one) => one.id === state.channel);
  $("#place").textContent = title();
  $("#topic").textContent = inDirect() ? "Only you and the bot" : channel?.topic ?? "";
  $("#empty").textContent = inDirect() ? "Write to the bot here: just ask, without a command."
    : `This is the start of ${title()}. Type / below, or press one of the questions under “Try”.`;
  document.title = `${title()} · ResponsiBot playground`;
}

function drawPeople() {
  for (const person of state.setup.people) {
    const radio = el("input", { type: "radio", name: "me", value: person.id, checked: person.id === state.me });
    radio.addEventListener("change", () => switchTo(person.id));
    $("#people").append(el("label", {}, radio, avatar(person), el("span", {}, person.name, person.admin ? el("small", {}, "admin") : null)));
  }
}

function switchTo(me) {
  sit(me, inDirect() ? state.setup.direct[me] : state.channel);
}

async function start() {
  state.setup = await getJson("/api/setup");
  prepareMessages({ act, reply });
  prepareComposer(act);
  prepareTools({ act, suggest: suggestText });
  $("#older").addEventListener("click", () => {
    limit += PAGE_SIZE;
    whole = true;
    listen();
  });
  state.me = state.setup.people[0].id;
  drawPeople();
  setInterval(() => { $("#clock").textContent = format(now(), "F"); }, 1000);
  const firstWorld = new Promise((resolve) => {
    state.channel = state.setup.direct[state.me];
    const once = () => {};
    follow(1, { start: once, lost: once, clock: showClock, world: resolve, messages: once, trouble: once, gone: once });
  });
  state.world = await firstWorld;
  sit(state.me, state.world.places[0].channels[0].id);
}

start();
