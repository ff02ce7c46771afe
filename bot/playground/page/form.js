// A form (modal) that the bot opened.

import { readFile } from "./api.js";
import { $, el } from "./dom.js";
import { markdown } from "./markdown.js";
import { selectBox } from "./listbox.js";

const TEXT = 4, TEXT_DISPLAY = 10, LABEL = 18, FILES = 19, RADIO = 21, CHECKBOXES = 22, CHECKBOX = 23;
const PARAGRAPH = 2;

function textControl(raw, id) {
  const common = {
    id, maxlength: raw.max_length, minlength: raw.min_length, placeholder: raw.placeholder,
    required: raw.required !== false,
  };
  const input = el(raw.style === PARAGRAPH ? "textarea" : "input", { ...common, rows: raw.style === PARAGRAPH ? 5 : null });
  input.value = raw.value ?? "";
  return { node: input, read: () => input.value };
}

function selectControl(raw, id, label) {
  let chosen = [];
  const node = selectBox(raw, (values) => { chosen = values; }, label);
  node.firstElementChild.id = id;
  return { node, read: () => (chosen.length ? chosen : undefined) };
}

function groupControl(raw, id, kind) {
  const inputs = raw.options.map((option) => el("input", {
    type: kind, name: id, value: option.value, checked: option.default, required: kind === "radio" && raw.required,
  }));
  const rows = raw.options.map((option, at) => el("label", { class: "choice" }, inputs[at],
    el("span", {}, option.label, option.description ? el("small", {}, option.description) : null)));
  const picked = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const read = kind === "radio" ? () => picked()[0] : () => (picked().length ? picked() : undefined);
  return { node: el("div", { role: "group", id }, ...rows), read };
}

function checkboxControl(raw, id) {
  const input = el("input", { type: "checkbox", id, checked: raw.default });
  return { node: input, read: () => input.checked };
}

function fileControl(raw, id) {
  const input = el("input", { type: "file", id, multiple: (raw.max_values ?? 1) > 1, required: raw.required });
  const read = async () => (input.files.length ? Promise.all([...input.files].map(readFile)) : undefined);
  return { node: input, read };
}

function control(raw, id, label) {
  if (raw.type === TEXT) return textControl(raw, id);
  if (raw.type === FILES) return fileControl(raw, id);
  if (raw.type === RADIO) return groupControl(raw, id, "radio");
  if (raw.type === CHECKBOXES) return groupControl(raw, id, "checkbox");
  if (raw.type === CHECKBOX) return checkboxControl(raw, id);
  return selectControl(raw, id, label);
}

function labelled(row, at, controls) {
  const raw = row.type === LABEL ? row.component : row.components[0];
  const label = row.label ?? raw.label ?? raw.placeholder ?? "Choose";
  const { node, read } = control(raw, `control-${at}`, label);
  controls.push({ id: raw.custom_id, read });
  const needed = raw.required !== false && raw.type !== CHECKBOX;
  return el("div", { class: "control" },
    el("label", { for: `control-${at}` }, label, needed ? el("span", { class: "needed" }, " (required)") : null),
    row.description ? el("p", { class: "small" }, row.description) : null, node);
}

// Opens the form; `send` gets the values and gives the server's answer. The form stays open while that is a no.
export function openForm(spec, send) {
  const dialog = $("#form");
  const controls = [];
  const rows = spec.components.map((row, at) => (row.type === TEXT_DISPLAY ? markdown(row.content) : labelled(row, at, controls)));
  const problem = el("p", { role: "alert", class: "problem" });
  const close = () => dialog.close();
  const form = el("form", {}, el("h2", { id: "form-title" }, spec.title), ...rows, problem, el("div", { class: "keys" },
    el("button", { type: "button", onclick: close }, "Cancel"), el("button", { type: "submit", class: "primary" }, "Submit")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const read = await Promise.all(controls.map(async ({ id, read: value }) => [id, await value()]));
    const result = await send(Object.fromEntries(read.filter(([, value]) => value !== undefined)));
    if (result.ok) close();
    else problem.textContent = result.error;
  });
  dialog.replaceChildren(form);
  dialog.showModal();
}
