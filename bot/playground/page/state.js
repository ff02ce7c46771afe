// What the page knows: who is being played, where, and the names behind ids.

export const state = {
  setup: null, // { bot, people, direct }
  world: null, // { places, newest, busy, running, generation }
  me: null, // id of the person being played
  channel: null, // id of the channel on screen
  commands: { slash: [], menus: [] },
  clock: { base: Date.now(), since: performance.now() },
};

export const now = () => state.clock.base + (performance.now() - state.clock.since);

export const inDirect = () => state.channel === state.setup.direct[state.me];

export function currentServer() {
  const places = state.world?.places ?? [];
  return places.find((place) => place.channels.some((channel) => channel.id === state.channel));
}

export function people() {
  return [...state.setup.people, { ...state.setup.bot, bot: true }];
}

export const roles = () => currentServer()?.roles ?? [];

export const channels = () => currentServer()?.channels ?? [];

export const nameOfPerson = (id) => people().find((person) => person.id === id)?.name;

export const nameOfRole = (id) =>
  (state.world?.places ?? []).flatMap((place) => place.roles).find((role) => role.id === id)?.name;

export const nameOfChannel = (id) =>
  (state.world?.places ?? []).flatMap((place) => place.channels).find((channel) => channel.id === id)?.name;
