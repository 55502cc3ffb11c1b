/** Moments as the desk writes them (UTC), in the reader's own time. */

import { dayLabel, dayNumber } from "../day.ts";
import { h } from "../dom.ts";

const two = (number: number) => String(number).padStart(2, "0");

/** "4 Mar 2031, 06:30" where the reader is; what is no moment stays as it is. */
export function moment(at: string): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return at;
  const iso = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const day = dayNumber(iso);
  return `${day === null ? iso : dayLabel(day, true)}, ${two(time.getHours())}:${two(time.getMinutes())}`;
}

export function timeOf(at: string): HTMLElement {
  return h("time", { datetime: at }, moment(at));
}
