// Talking to the playground's server: one call for each action, one stream for all that changes.

import { state } from "./state.js";

export async function getJson(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

export const here = () => new URLSearchParams({ as: state.me, channel: state.channel });

export async function post(verb, body = {}) {
  const response = await fetch(`/api/act/${verb}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Playground": "1" },
    body: JSON.stringify({ as: state.me, channel: state.channel, ...body }),
  });
  if (response.ok) return response.json();
  return { ok: false, error: await response.text() };
}

let stream = null;

// `listeners`: one function for each event; `start` is called whenever the stream begins anew, with all to come.
export function follow(limit, listeners) {
  stream?.close();
  const query = here();
  query.set("limit", limit);
  stream = new EventSource(`/api/live?${query}`);
  stream.addEventListener("open", () => listeners.start());
  stream.addEventListener("error", () => listeners.lost());
  for (const name of ["clock", "world", "messages", "trouble", "gone"]) {
    stream.addEventListener(name, (event) => listeners[name](JSON.parse(event.data)));
  }
}

export async function readFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return { name: file.name, data: btoa(text) };
}
