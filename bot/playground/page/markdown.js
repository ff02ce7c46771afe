// Discord's markdown as DOM nodes.

import { el } from "./dom.js";
import { nameOfChannel, nameOfPerson, nameOfRole, now, state } from "./state.js";

const INSIDE = "((?:\\\\[\\s\\S]|[^\\\\])+?)";

const rule = (source, make) => [new RegExp(source, "y"), make];

const RULES = [
  rule("\\\\([^\\w\\s]|_)", (m) => m[1]),
  rule("(`+)([\\s\\S]*?[^`])\\1(?!`)", (m) => el("code", {}, m[2].replace(/^ (.*) $/, "$1"))),
  rule(`\\|\\|${INSIDE}\\|\\|`, (m) => spoiler(m[1])),
  rule(`\\*\\*${INSIDE}\\*\\*(?!\\*)`, (m) => wrap("strong", m[1])),
  rule(`__${INSIDE}__(?!_)`, (m) => wrap("u", m[1])),
  rule(`\\*(?![\\s*])${INSIDE}(?<![\\s*])\\*(?!\\*)`, (m) => wrap("em", m[1])),
  rule(`(?<!\\w)_(?!\\s)${INSIDE}(?<!\\s)_(?!\\w)`, (m) => wrap("em", m[1])),
  rule(`~~${INSIDE}~~`, (m) => wrap("s", m[1])),
  rule("\\[((?:\\\\.|[^\\]\\n\\\\])+)\\]\\(<?(https?://[^\\s)>]+)>?(?:\\s+\"[^\"]*\")?\\)", (m) => link(m[2], m[1])),
  rule("<(https?://[^\\s>]+)>", (m) => link(m[1])),
  rule("https?://[^\\s<]*[^\\s<.,:;\"')\\]*_~|]", (m) => link(m[0])),
  rule("<@!?(\\d+)>", (m) => mention(`@${nameOfPerson(m[1]) ?? "unknown-user"}`, m[1] === state.me)),
  rule("<@&(\\d+)>", (m) => mention(`@${nameOfRole(m[1]) ?? "deleted-role"}`)),
  rule("<#(\\d+)>", (m) => mention(`#${nameOfChannel(m[1]) ?? "unknown"}`)),
  rule("</([^:>]+):\\d+>", (m) => mention(`/${m[1]}`)),
  rule("<a?:(\\w+):\\d+>", (m) => `:${m[1]}:`),
  rule("<t:(-?\\d+)(?::([tTdDfFsSR]))?>", (m) => timestamp(Number(m[1]), m[2] ?? "f")),
  rule("@(everyone|here)\\b", (m) => mention(m[0])),
];

export function link(url, label) {
  const anchor = el("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" });
  anchor.append(...(label ? inline(label) : [url]));
  return anchor;
}

const wrap = (tag, text) => el(tag, {}, ...inline(text));

const mention = (text, mine = false) => el("span", { class: mine ? "mention mine" : "mention" }, text);

export function spoiler(text) {
  const cover = el("button", { type: "button", class: "spoiler", "aria-label": "Spoiler, press to show" });
  const inner = el("span", {}, ...inline(text));
  inner.setAttribute("aria-hidden", "true");
  cover.append(inner);
  cover.addEventListener("click", () => cover.replaceWith(el("span", { class: "spoiled" }, ...inner.childNodes)));
  return cover;
}

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

export const format = (milliseconds, style) =>
  new Intl.DateTimeFormat("en-GB", STYLES[style]).format(new Date(milliseconds));

const STEPS = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

function relative(seconds) {
  const distance = seconds - now() / 1000;
  const [unit, size] = STEPS.find((step) => Math.abs(distance) >= step[1]) ?? STEPS.at(-1);
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(distance / size), unit);
}

function timestamp(seconds, style) {
  const instant = new Date(seconds * 1000);
  if (Number.isNaN(instant.getTime())) return `<t:${seconds}>`;
  const text = style === "R" ? relative(seconds) : format(instant, style);
  return el("time", { class: "stamp", datetime: instant.toISOString(), title: format(instant, "F") }, text);
}

export function inline(text) {
  const out = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const hit = firstHit(text, at);
    if (hit === null) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) out.push(plain);
    plain = "";
    out.push(hit.node);
    at = hit.end;
  }
  if (plain) out.push(plain);
  return out;
}

function firstHit(text, at) {
  if (!"\\`|*_~[<h@".includes(text[at])) return null;
  for (const [pattern, make] of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { node: make(match), end: at + match[0].length };
  }
  return null;
}

// Blocks: each reader takes lines from the front and gives a node, or null where it does not apply.

const ITEM = /^(\s*)(?:[-*]|(\d+)\.) +(.*)$/;

function codeBlock(lines) {
  if (!lines[0].startsWith("```")) return null;
  const end = lines.findIndex((line, index) => (index > 0 || line.length > 3) && line.endsWith("```") && (index > 0 || line.slice(3, -3)));
  if (end < 0) return null;
  const taken = lines.splice(0, end + 1).join("\n").slice(3, -3);
  return el("pre", { tabindex: "0" }, el("code", {}, taken.replace(/^[\w+-]*\n/, "").replace(/\n$/, "")));
}

function heading(lines) {
  const match = /^(#{1,3}) +(.+)$/.exec(lines[0]);
  if (!match) return null;
  lines.shift();
  return el("p", { class: `h${match[1].length}`, role: "heading", "aria-level": 2 }, ...inline(match[2]));
}

function subtext(lines) {
  const match = /^-# +(.+)$/.exec(lines[0]);
  if (!match) return null;
  lines.shift();
  return el("p", { class: "subtext" }, ...inline(match[1]));
}

function quote(lines) {
  if (lines[0].startsWith(">>> ")) {
    const rest = lines.splice(0).join("\n").slice(4);
    return el("blockquote", {}, ...blocks(rest));
  }
  const taken = [];
  while (lines.length && /^> ?/.test(lines[0]) && lines[0][0] === ">") taken.push(lines.shift().replace(/^> ?/, ""));
  return taken.length ? el("blockquote", {}, ...blocks(taken.join("\n"))) : null;
}

function list(lines) {
  const first = ITEM.exec(lines[0]);
  if (!first) return null;
  const root = el(first[2] ? "ol" : "ul", first[2] ? { start: first[2] } : {});
  while (lines.length) {
    const match = ITEM.exec(lines[0]);
    if (!match || lines[0].startsWith("-# ")) break;
    if (match[1].length > first[1].length && root.lastElementChild) root.lastElementChild.append(list(lines));
    else if (match[1].length < first[1].length) break;
    else root.append(el("li", {}, ...inline(match[3]))), lines.shift();
  }
  return root;
}

const BLOCKS = [codeBlock, heading, subtext, quote, list];

export function blocks(text) {
  const lines = text.split("\n");
  const out = [];
  let paragraph = null;
  while (lines.length) {
    const block = BLOCKS.reduce((found, read) => found ?? read(lines), null);
    if (block) {
      out.push(block);
      paragraph = null;
      continue;
    }
    if (paragraph) paragraph.append("\n");
    else out.push((paragraph = el("p")));
    paragraph.append(...inline(lines.shift()));
  }
  return out;
}

export const markdown = (text, className = "md") => el("div", { class: className }, ...blocks(text));
