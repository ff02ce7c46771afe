// The panel beside Discord: clock, restart, phone width, theme, questions to try, errors of the bot.

import { $, el } from "./dom.js";
import { format } from "./markdown.js";
import { inDirect, now, state } from "./state.js";

const TRIES = ["/who patching the OS", "@ResponsiBot who encrypts data in S3?", "/aup penetration testing", "/help"];
const known = new Set();

export function prepareTools({ act, suggest }) {
  for (const words of TRIES) {
    const button = el("button", { type: "button" }, words);
    button.addEventListener("click", () => {
      closeDrawers();
      suggest(inDirect() ? words.replace("@ResponsiBot ", "") : words);
    });
    $("#tries").append(el("li", {}, button));
  }
  document.querySelectorAll("[data-jump]").forEach((button) => {
    button.addEventListener("click", () => act("advance", { seconds: Number(button.dataset.jump) }));
  });
  $("#restart").addEventListener("click", () => act("restart", {}));
  prepareTheme();
  toggle($("#phone"), "phone", false);
  drawer($("#open-tools"), "tools-closed", "tools-open");
  drawer($("#open-side"), "", "side-open");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) closeDrawers();
  });
}

function closeDrawers() {
  document.body.classList.remove("side-open", "tools-open");
  if (narrow()) for (const button of [$("#open-side"), $("#open-tools")]) button.setAttribute("aria-expanded", "false");
}

const narrow = () => matchMedia("(max-width: 1000px)").matches;

function toggle(button, className, on) {
  const apply = (value) => {
    document.body.classList.toggle(className, value);
    button.setAttribute("aria-pressed", String(value));
    $("#scroll").scrollTop = $("#scroll").scrollHeight;
  };
  button.addEventListener("click", () => apply(button.getAttribute("aria-pressed") !== "true"));
  apply(on);
}

// A side panel: on a wide page beside the messages, on a narrow one over them.
function drawer(button, wideClosed, narrowOpen) {
  const isOpen = () => (narrow() ? document.body.classList.contains(narrowOpen) : !document.body.classList.contains(wideClosed));
  button.setAttribute("aria-expanded", String(wideClosed ? isOpen() : false));
  button.addEventListener("click", () => {
    document.body.classList.toggle(narrow() || !wideClosed ? narrowOpen : wideClosed);
    button.setAttribute("aria-expanded", String(wideClosed ? isOpen() : document.body.classList.contains(narrowOpen)));
  });
}

function prepareTheme() {
  const button = $("#theme");
  const apply = (theme) => {
    document.documentElement.dataset.theme = theme;
    button.setAttribute("aria-pressed", String(theme === "dark"));
    localStorage.setItem("theme", theme);
  };
  button.addEventListener("click", () => apply(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  apply(localStorage.getItem("theme") ?? (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark"));
}

export function showClock({ now: moment }) {
  state.clock = { base: Date.parse(moment), since: performance.now() };
  $("#clock").textContent = format(now(), "F");
}

export function showTroubles(troubles) {
  const fresh = troubles.filter((trouble) => !known.has(trouble.id));
  for (const trouble of fresh) {
    known.add(trouble.id);
    const detail = el("details", {}, el("summary", {}, trouble.title), el("pre", { tabindex: "0" }, trouble.detail));
    $("#troubles").prepend(el("li", {}, el("p", { class: "small" }, format(Date.parse(trouble.at), "s")), detail));
  }
  $("#no-trouble").hidden = known.size > 0;
  $("#open-tools").textContent = known.size ? `Tools (${known.size})` : "Tools";
  $("#open-tools").classList.toggle("alarm", known.size > 0);
}
