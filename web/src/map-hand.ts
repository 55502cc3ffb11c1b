/** Mouse, fingers and wheel on the map: one pointer moves it, two zoom it, a still one clicks. */

import type { Point } from "./map-chart.ts";
import type { Index } from "./model.ts";

/** What the map does when it is handled; points are those of the screen, from its corner. */
export interface Handled {
  at(event: MouseEvent): Point;
  zoom(by: number, about: Point): void;
  shift(by: Point): void;
  pick(place: Index): void;
}

/** Points that a pointer may stray and still click. */
const STRAY = 5;

/** Points of the wheel that zoom by a factor of e. */
const WHEEL = 300;

/** Let pointers and the wheel (with a key held, as the page scrolls by it) handle the map. */
export function handle(svg: SVGSVGElement, map: Handled): void {
  svg.addEventListener("wheel", (event) => turn(event, map), { passive: false });
  const down = new Map<number, Point>();
  let strayed = 0;
  let pressed: EventTarget | null = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (down.size === 0) [strayed, pressed] = [0, event.target];
    down.set(event.pointerId, map.at(event));
  });
  svg.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    if (before === undefined) return;
    const now = map.at(event);
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    strayed += distance(before, now);
    if (strayed > STRAY && !svg.hasPointerCapture(event.pointerId))
      svg.setPointerCapture(event.pointerId);
    down.set(event.pointerId, now);
    if (other !== undefined) map.zoom(distance(now, other) / (distance(before, other) || 1), other);
    else if (strayed > STRAY) map.shift([now[0] - before[0], now[1] - before[1]]);
  });
  svg.addEventListener("pointerup", (event) => {
    const place = placeOf(pressed);
    if (down.delete(event.pointerId) && strayed <= STRAY && place !== null) map.pick(place);
  });
  svg.addEventListener("pointercancel", (event) => down.delete(event.pointerId));
}

/** The place that an element of the map stands for. */
export function placeOf(target: EventTarget | null): Index | null {
  const found = target instanceof Element ? target.closest("[data-place]") : null;
  return found === null ? null : Number(found.getAttribute("data-place"));
}

function turn(event: WheelEvent, map: Handled): void {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  map.zoom(Math.exp(-event.deltaY / WHEEL), map.at(event));
}

function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}
