/** The frame of all pages: what leads from one to the other, who one is, whether the desk is there. */

import { h } from "../dom.ts";
import { oneLine } from "../inert.ts";
import { live } from "../live.ts";
import type { Api } from "./api.ts";
import { path } from "./api.ts";
import { coloursButton } from "./colours.ts";
import { lettersButton } from "./letter.ts";
import type { Frame } from "./page.ts";
import { asked, keep, may, onName, type Person } from "./person.ts";
import type { Stream } from "./stream.ts";
import { told } from "./trouble.ts";

/** The pages of the desk, in the order of its navigation; `add` is for editors. */
const PAGES: [address: string, name: string][] = [
  ["/", "Events"],
  ["/search", "Search"],
  ["/add", "Add"],
];

/** The pages of one event. */
const OF_EVENT: [end: string, name: string][] = [
  ["", "Ledger"],
  ["/review", "Review"],
  ["/changes", "Changes"],
  ["/agreement", "Agreement"],
];

/** Puts the frame into the page. */
export function frame(page: HTMLElement, api: Api, person: Person, stream: Stream): Frame {
  const main = h("main", { id: "content", tabindex: -1, class: "desk-main" });
  const parts = h("nav", { class: "event-nav", "aria-label": "Pages of the event", hidden: true });
  const top = h(
    "header",
    { class: "desk-bar" },
    h(
      "div",
      { class: "desk-top" },
      h("a", { href: "/", class: "desk-name" }, "crosswire"),
      links(
        "The desk",
        PAGES.filter(([address]) => address !== "/add" || may(person, "editor")),
      ),
      connection(stream),
      me(api, person),
      coloursButton(),
      lettersButton(),
    ),
    parts,
  );
  const behind = h("div", { class: "behind" }, top, main);
  page.append(h("a", { class: "skip", href: "#content" }, "Skip to the content"), behind, live());
  return {
    page,
    behind,
    main,
    title: (words) => {
      document.title = words ? `${oneLine(words)} · crosswire` : "crosswire";
    },
    event: (id, here) => {
      const start = `/events/${encodeURIComponent(id)}`;
      parts.hidden = false;
      parts.replaceChildren(
        list(OF_EVENT.map(([end, name]) => [`${start}${end}`, name, end === here])),
      );
    },
  };
}

function links(label: string, pages: [address: string, name: string][]): HTMLElement {
  const isHere = (address: string) => location.pathname === address;
  return h(
    "nav",
    { "aria-label": label },
    list(pages.map(([address, name]) => [address, name, isHere(address)])),
  );
}

function list(pages: [address: string, name: string, isHere: boolean][]): HTMLElement {
  return h(
    "ul",
    null,
    pages.map(([href, name, isHere]) =>
      h("li", null, h("a", { href, "aria-current": isHere ? "page" : null }, name)),
    ),
  );
}

/** Says when the page no longer hears of what is new. */
function connection(stream: Stream): HTMLElement {
  const words = h("p", { class: "connection", role: "status" });
  stream.onState((isThere) => {
    words.textContent = isThere ? "" : "Not connected: trying again";
  });
  return words;
}

/** The name that one signs with, and how to change it. */
function me(api: Api, person: Person): HTMLElement {
  const box = h("div", { class: "me" });
  const show = () => {
    const isFocused = box.contains(document.activeElement);
    box.replaceChildren(...(person.local ? localName() : signedName()));
    if (isFocused) box.querySelector("button")?.focus();
  };
  const localName = () => [
    h(
      "button",
      { type: "button", class: "me-name", onclick: rename },
      person.name
        ? [
            h("span", { class: "unseen-words" }, "Sign with another name than "),
            h("bdi", null, person.name),
          ]
        : "Who are you?",
    ),
  ];
  const rename = async () => {
    const name = await asked("both", person.name ?? "");
    if (name) keep(api, person, name);
  };
  const signedName = () =>
    person.name
      ? [
          h("bdi", { class: "me-name", title: person.role ?? "" }, person.name),
          h("button", { type: "button", class: "quiet", onclick: () => leave(api) }, "Sign out"),
        ]
      : [h("a", { href: signin() }, "Sign in")];
  onName(show);
  show();
  return box;
}

/** Where one signs in, and is led back from. */
export function signin(): string {
  const here = location.pathname + location.search + location.hash;
  return here === "/" ? "/signin" : `/signin?${new URLSearchParams({ next: here })}`;
}

async function leave(api: Api): Promise<void> {
  const left = await told(api.remove(path("sessions")).then(() => true));
  if (left) location.assign("/signin");
}
