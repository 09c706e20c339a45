// Moments in words, always in the workspace's own time zone, whatever the zone of the computer showing them.

let zone = "UTC";
let locale = "en-GB";

/** The school's zone also tells the order its people write a date in, so that the page and the app agree. */
export function useZone(name) {
  zone = name || "UTC";
  locale = zone.startsWith("America/") ? "en-US" : "en-GB";
}

// Browsers differ in putting a British comma after the weekday.
function inWords(seconds, options) {
  const words = new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: "h23", ...options }).format(new Date(seconds * 1000));
  return locale === "en-GB" ? words.replaceAll(",", "") : words;
}

/** A Slack timestamp ("1757667600.000100") as seconds. */
export const seconds = (ts) => Number.parseFloat(ts);

export const timeOfDay = (at) => inWords(at, { hour: "2-digit", minute: "2-digit" });

/** 2025-09-12, for comparing days. */
export const isoDay = (at) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
    .format(new Date(at * 1000));

export function dayInWords(at, now) {
  const near = { [isoDay(now)]: "Today", [isoDay(now - 86400)]: "Yesterday", [isoDay(now + 86400)]: "Tomorrow" };
  return near[isoDay(at)] ?? inWords(at, { weekday: "long", day: "numeric", month: "long" });
}

export const fullMoment = (at) =>
  inWords(at, { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });

export const longDay = (at) => inWords(at, { weekday: "long", day: "numeric", month: "long" });

const LONG = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const MEDIUM = { day: "numeric", month: "long", year: "numeric" };
const SHORT = { day: "numeric", month: "short", year: "numeric" };

/** The tokens of `<!date^seconds^…>` and of a rich text date. */
export function formatDate(at, format, now) {
  const near = { [isoDay(now)]: "today", [isoDay(now - 86400)]: "yesterday", [isoDay(now + 86400)]: "tomorrow" };
  const pretty = (options) => near[isoDay(at)] ?? inWords(at, options);
  const tokens = {
    date_num: () => isoDay(at),
    date_slash: () => inWords(at, { day: "2-digit", month: "2-digit", year: "numeric" }),
    date: () => inWords(at, MEDIUM),
    date_pretty: () => pretty(MEDIUM),
    date_short: () => inWords(at, SHORT),
    date_short_pretty: () => pretty(SHORT),
    date_long: () => inWords(at, LONG),
    date_long_pretty: () => pretty(LONG),
    date_long_full: () => inWords(at, LONG),
    day_divider_pretty: () => pretty({ weekday: "long", day: "numeric", month: "long" }),
    time: () => timeOfDay(at),
    time_secs: () => inWords(at, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    ago: () => ago(now - at),
  };
  return format.replace(/\{(\w+)\}/g, (whole, token) => tokens[token]?.() ?? whole);
}

function ago(gone) {
  const steps = [[86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]];
  const [size, unit] = steps.find(([step]) => Math.abs(gone) >= step) ?? [1, "second"];
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-Math.trunc(gone / size), unit);
}

/** What a `datetime-local` field shows for `at`, in the workspace's zone. */
export const fieldMoment = (at) => `${isoDay(at)}T${timeOfDay(at)}`;

/** The seconds meant by a `datetime-local` field's words, read in the workspace's zone. */
export function momentOfField(words) {
  const asUtc = Date.parse(`${words}:00Z`) / 1000;
  const shift = (at) => Date.parse(`${fieldMoment(at)}:00Z`) / 1000 - at;
  return asUtc - shift(asUtc - shift(asUtc));
}
