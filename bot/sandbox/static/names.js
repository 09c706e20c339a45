// Who and where the ids in messages are, as the latest state knows them.

let people = new Map();
let channels = new Map();
let me = null;
let clock = { moment: Date.now() / 1000, read: performance.now() };

/** Called with each new state, before anything is drawn from it. */
export function learnNames(state) {
  for (const person of state.people) person.is_app = person.id === state.app?.user_id;
  people = new Map(state.people.map((person) => [person.id, person]));
  channels = new Map(state.conversations.map((conversation) => [conversation.id, conversation]));
  me = state.me;
  clock = { moment: Date.parse(state.clock.now) / 1000, read: performance.now() };
}

export const person = (id) => people.get(id) ?? null;
export const personName = (id) => nameOf(people.get(id));
export const channelName = (id) => channels.get(id)?.name ?? null;
export const isMe = (id) => id === me;
export const everyone = () => [...people.values()];
export const allChannels = () => [...channels.values()].filter((place) => place.kind === "channel");

const nameOf = (someone) => (someone ? someone.display_name || someone.real_name || someone.name : null);

/** The workspace's present moment in seconds: the last one the server told, plus what has gone by since. */
export const workspaceNow = () => clock.moment + (performance.now() - clock.read) / 1000;
