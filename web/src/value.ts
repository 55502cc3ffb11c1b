/** An axis of values: linear, or logarithmic where values span decades. */

import { scaleLinear, scaleLog, scaleSymlog } from "d3-scale";

export interface ValueAxis {
  y(value: number): number;
  ticks: { y: number; label: string }[];
  /** How it is to be read, in words. */
  words: string;
}

/** Values that are so many times apart are shown by decades. */
const DECADES = 100;
/** A linear axis starts from zero where the least value is below this part of the greatest. */
const NEAR_ZERO = 0.6;

/** The axis of values between two heights. */
export function valueAxis(values: readonly number[], bottom: number, top: number): ValueAxis {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite, Number.POSITIVE_INFINITY);
  const high = Math.max(...finite, Number.NEGATIVE_INFINITY);
  if (finite.length === 0) return linear(0, 1, bottom, top);
  return spansDecades(finite) ? decades(low, high, bottom, top) : linear(low, high, bottom, top);
}

/** Whether values other than zero are so far apart that the small ones would lie on the ground. */
function spansDecades(values: readonly number[]): boolean {
  const sizes = values.map(Math.abs).filter((size) => size > 0);
  return Math.max(...sizes, 0) >= DECADES * Math.min(...sizes, Number.POSITIVE_INFINITY);
}

function linear(low: number, high: number, bottom: number, top: number): ValueAxis {
  const fromZero = low >= 0 && low <= NEAR_ZERO * high;
  const slack = (high - low || Math.abs(high) || 1) * 0.12;
  const floor = low >= 0 ? Math.max(0, low - slack) : low - slack;
  const scale = scaleLinear([fromZero ? 0 : floor, high + slack], [bottom, top]).nice(4);
  return {
    y: (value) => scale(value),
    ticks: labelled(scale.ticks(4), scale),
    words: scale.domain()[0] === 0 ? "linear scale from zero" : "linear scale, not from zero",
  };
}

function decades(low: number, high: number, bottom: number, top: number): ValueAxis {
  const scale =
    low > 0
      ? scaleLog([low, high], [bottom, top]).nice()
      : scaleSymlog([low < 0 ? -decade(-low) : 0, decade(Math.max(high, 1))], [bottom, top]);
  const marks = low > 0 ? powers(decade(low) / 10, decade(high)) : aroundZero(low, high);
  const [from = 0, to = 0] = scale.domain();
  const shown = thinned(marks.filter((value) => value >= from && value <= to));
  return {
    y: (value) => scale(value),
    ticks: labelled(shown, scale),
    words: "logarithmic scale",
  };
}

/** Ticks with their names; names that do not tell them apart are given in full. */
function labelled(values: readonly number[], y: (value: number) => number): ValueAxis["ticks"] {
  const brief = values.map(number);
  const labels = new Set(brief).size === brief.length ? brief : values.map(full);
  return values.map((value, at) => ({ y: y(value), label: labels[at] ?? "" }));
}

/** The power of ten at or above a positive number. */
function decade(value: number): number {
  return 10 ** Math.ceil(Math.log10(value) - 1e-9);
}

function powers(low: number, high: number): number[] {
  const found: number[] = [];
  for (let value = low; value <= high * 1.001; value *= 10) found.push(value);
  return found;
}

function aroundZero(low: number, high: number): number[] {
  const below = low < 0 ? powers(1, decade(-low)).map((value) => -value) : [];
  return [...below.reverse(), 0, ...(high > 0 ? powers(1, decade(high)) : [])];
}

/** At most seven of some ticks, evenly. */
function thinned(values: readonly number[]): number[] {
  const step = Math.ceil(values.length / 7);
  return values.filter((_, at) => at % step === 0);
}

const FORMAT = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

const FULL = new Intl.NumberFormat("en", { maximumSignificantDigits: 12 });
const POWERS = new Intl.NumberFormat("en", { notation: "scientific", maximumSignificantDigits: 3 });
/** Sizes that have no brief name. */
const HUGE = 1e15;
const TINY = 1e-3;

/** A number as briefly as it can be said: 350K, 1.2M, 1E18. */
export function number(value: number): string {
  const size = Math.abs(value);
  const format = size >= HUGE || (size > 0 && size < TINY) ? POWERS : FORMAT;
  return format.format(value).replaceAll("-", "−");
}

function full(value: number): string {
  const text = FULL.format(value).replaceAll("-", "−");
  return text.length > 12 ? number(value) : text;
}
