// Making elements. Text always becomes a text node; nothing in this page is ever parsed as HTML.

export const $ = (selector) => document.querySelector(selector);

export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const HUES = ["#3f51b5", "#00695c", "#8e3b8e", "#a63d12", "#2e6b2e", "#8c4a00", "#9c2757"];

export function avatar(person) {
  const hue = HUES[Number(BigInt(person.id) % BigInt(HUES.length))];
  const circle = el("span", { class: "avatar", "aria-hidden": "true" }, person.name.slice(0, 1).toUpperCase());
  circle.style.setProperty("--hue", hue);
  return circle;
}
