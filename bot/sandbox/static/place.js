// Who is looking at what lives in the address, so that a reload keeps it and a link (or a test) can open it:
//
//   /#U0LEE              Lee, in the conversation with the app
//   /#U0LEE/app          the same, said outright
//   /#U0LEE/home         the app's Home tab
//   /#U0LEE/C0STAFF      a channel or a direct message, by its id
//   /#U0LEE/C0STAFF/1757667600.000100   with the thread of that message open beside it

const FIRST_PERSON = "U0ADA";

export function place() {
  const [person, where, thread] = decodeURIComponent(location.hash.slice(1)).split("/");
  return { person: person || FIRST_PERSON, where: where || "app", thread: thread || null };
}

export const currentPerson = () => place().person;

export const addressOf = (person, where, thread) => `#${[person, where, thread].filter(Boolean).join("/")}`;

/** Goes there as if the link had been followed (Back returns). */
export function go({ person, where, thread }) {
  const here = place();
  location.hash = addressOf(person ?? here.person, where ?? here.where, thread);
}
