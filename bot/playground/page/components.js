// Message components, old and new (components v2), and embeds.

import { el } from "./dom.js";
import { format, inline, link, markdown } from "./markdown.js";
import { selectBox } from "./listbox.js";

const LINK_STYLE = 5;
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "secondary", 6: "primary" };

const emoji = (raw) => (raw ? `${raw.id ? `:${raw.name}:` : raw.name} ` : "");

function button(raw, context) {
  const label = `${emoji(raw.emoji)}${raw.label ?? ""}` || "Button";
  if (raw.style === LINK_STYLE) {
    const anchor = el("a", { class: "key secondary", href: safe(raw.url), target: "_blank", rel: "noopener noreferrer nofollow" }, label);
    anchor.append(el("span", { "aria-hidden": "true" }, " ↗"), el("span", { class: "unseen" }, " (opens a new tab)"));
    return anchor;
  }
  const key = el("button", { type: "button", class: `key ${STYLES[raw.style]}`, disabled: raw.disabled, "data-custom-id": raw.custom_id }, label);
  key.addEventListener("click", () => context.press(raw.custom_id, key));
  return key;
}

const safe = (url) => (/^https?:\/\//.test(url ?? "") ? url : "about:blank");

export function picture(url, alt, className = "") {
  if (url?.startsWith("/media/")) return el("img", { src: url, alt: alt ?? "", class: className });
  return el("span", { class: "elsewhere" }, `Picture: ${alt || "no description"} (kept elsewhere, not loaded here)`);
}

function veiled(isSpoiler, node) {
  if (!isSpoiler) return node;
  const veil = el("button", { type: "button", class: "veil" }, "Spoiler: press to show");
  veil.addEventListener("click", () => veil.replaceWith(node));
  return veil;
}

function container(raw, context) {
  const box = el("div", { class: "container" }, ...raw.components.map((part) => component(part, context)));
  if (raw.accent_color !== null && raw.accent_color !== undefined) box.style.setProperty("--accent", hex(raw.accent_color));
  return veiled(raw.spoiler, box);
}

const hex = (number) => `#${number.toString(16).padStart(6, "0")}`;

function section(raw, context) {
  const texts = el("div", {}, ...raw.components.map((part) => component(part, context)));
  return el("div", { class: "section" }, texts, raw.accessory ? component(raw.accessory, context) : null);
}

function gallery(raw) {
  const pictures = raw.items.map((item) => veiled(item.spoiler, picture(item.media.url, item.description)));
  return el("div", { class: `gallery of-${Math.min(pictures.length, 4)}` }, ...pictures);
}

const KINDS = {
  1: (raw, context) => el("div", { class: "row" }, ...raw.components.map((part) => component(part, context))),
  2: button,
  9: section,
  10: (raw) => markdown(raw.content),
  11: (raw) => veiled(raw.spoiler, picture(raw.media.url, raw.description, "thumbnail")),
  12: gallery,
  13: (raw) => veiled(raw.spoiler, fileLink(raw.file.url)),
  14: (raw) => el(raw.divider === false ? "div" : "hr", { class: raw.spacing === 2 ? "gap large" : "gap" }),
  17: container,
};

export function fileLink(url, name, size) {
  const label = name ?? decodeURIComponent(url.split("/").pop());
  const text = size === undefined ? label : `${label} (${size < 1024 ? `${size} bytes` : `${Math.round(size / 1024)} kB`})`;
  return el("p", { class: "file" }, el("a", { href: url, download: label }, text));
}

export function component(raw, context) {
  if (raw.type === 3 || (raw.type >= 5 && raw.type <= 8)) {
    return selectBox(raw, (values) => context.choose(raw.custom_id, values), raw.placeholder);
  }
  const make = KINDS[raw.type];
  return make ? make(raw, context) : el("p", { class: "small" }, `[component of type ${raw.type}]`);
}

function field(raw) {
  return el("div", { class: raw.inline ? "field inline" : "field" },
    el("p", { class: "name" }, ...inline(raw.name)), markdown(raw.value));
}

export function embed(raw) {
  const box = el("article", { class: "embed" });
  if (raw.color !== null && raw.color !== undefined) box.style.setProperty("--accent", hex(raw.color));
  const text = el("div", {});
  if (raw.author) text.append(el("p", { class: "name" }, raw.author.name));
  if (raw.title) text.append(el("p", { class: "h3" }, ...(raw.url ? [link(safe(raw.url), raw.title)] : inline(raw.title))));
  if (raw.description) text.append(markdown(raw.description));
  if (raw.fields?.length) text.append(el("div", { class: "fields" }, ...raw.fields.map(field)));
  box.append(el("div", { class: "section" }, text, raw.thumbnail ? picture(raw.thumbnail.url, "", "thumbnail") : null));
  if (raw.image) box.append(picture(raw.image.url, ""));
  const foot = [raw.footer?.text, raw.timestamp && format(Date.parse(raw.timestamp), "f")].filter(Boolean);
  if (foot.length) box.append(el("p", { class: "subtext" }, foot.join(" • ")));
  return box;
}
