/** Days as numbers that an axis can hold, and days in words. */

/** Days since 1970, or since an event's onset where nothing is dated ("day 2"). */
export type Day = number;

const MS = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Days counted from an onset lie so far back that they never meet a date. */
const ONSET = -10_000_000;

/** The day of "2026-03-17", or of "day 2"; null where a text is no single day. */
export function dayNumber(text: string | null | undefined): Day | null {
  if (!text) return null;
  let day = known.get(text);
  if (day === undefined) {
    day = parsed(text);
    known.set(text, day);
  }
  return day;
}

/** Few days are named often. */
const known = new Map<string, Day | null>();

function parsed(text: string): Day | null {
  const counted = /^day (-?\d+)$/.exec(text);
  if (counted) return ONSET + Number(counted[1]);
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00Z`);
  return Number.isNaN(time) ? null : Math.round(time / MS);
}

/** Whether a day is counted from an onset. */
export function isCounted(day: Day): boolean {
  return day < ONSET / 2;
}

/** The year, month (0 to 11) and date of a day; those of a counted day mean nothing. */
export function parts(day: Day): [year: number, month: number, date: number] {
  const date = new Date(day * MS);
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
}

/** "17 Mar", with the year where it is asked for; "day 2". */
export function dayLabel(day: Day, withYear = false): string {
  if (isCounted(day)) return `day ${day - ONSET}`;
  const [year, month, date] = parts(day);
  return `${date} ${MONTHS[month]}${withYear ? ` ${year}` : ""}`;
}

/** "Mar 2026". */
export function monthLabel(day: Day): string {
  const [year, month] = parts(day);
  return `${MONTHS[month]} ${year}`;
}

/** A day of the model for a line of text: "17 Mar 2026"; what is no single day stays as it is. */
export function readable(text: string): string {
  const day = dayNumber(text);
  return day === null ? text : dayLabel(day, true);
}

/** "2026-03-17". */
export function isoDay(day: Day): string {
  return isCounted(day) ? dayLabel(day) : new Date(day * MS).toISOString().slice(0, 10);
}

/** The first day of the month that is so many months after a day's own. */
export function monthAfter(day: Day, months: number): Day {
  const [year, month] = parts(day);
  return Math.round(Date.UTC(year, month + months, 1) / MS);
}
