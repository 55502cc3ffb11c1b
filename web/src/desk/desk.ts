/** The desk in a browser: the page that the address asks for, in the frame of all pages. */

import { h } from "../dom.ts";
import { wear } from "../theme.ts";
import { addPage } from "./add.ts";
import { agreementPage } from "./agreement.ts";
import { Api, asking, Trouble } from "./api.ts";
import { carriersPage } from "./carriers.ts";
import { changesPage } from "./changes.ts";
import { kept } from "./colours.ts";
import { eventPage } from "./event.ts";
import { eventsPage } from "./events.ts";
import type { Desk } from "./page.ts";
import { type Person, who } from "./person.ts";
import { once } from "./refresh.ts";
import { reviewPage } from "./review.ts";
import { decoded, type Routes, routed } from "./route.ts";
import { searchPage } from "./search.ts";
import { frame, signin } from "./shell.ts";
import { signinPage } from "./signin.ts";
import { Stream } from "./stream.ts";
import { failed, troubleBox } from "./trouble.ts";
import { versionsPage } from "./versions.ts";
import { guardLeaving } from "./writing.ts";

const ROUTES: Routes = [
  ["/events/:event", eventPage],
  ["/events/:event/review", reviewPage],
  ["/events/:event/agreement", agreementPage],
  ["/", eventsPage],
  ["/events/:id/changes", changesPage],
  ["/documents/:id*/versions", versionsPage],
  ["/carriers", carriersPage],
  ["/search", searchPage],
  ["/add", addPage],
  ["/signin", signinPage],
];

/** Where nobody is told anything. */
const SIGNIN = "/signin";

/** Somebody of whom nothing is known: who has to sign in. */
const STRANGER: Person = { name: null, role: null, local: false };

async function main(): Promise<void> {
  const page = document.getElementById("page");
  if (!page) throw new Error("there is no page to fill");
  wear(kept());
  guardLeaving();
  const api = new Api();
  const stream = new Stream(asking("/api/stream", { event: eventOf(location.pathname) }));
  const listening = location.pathname === SIGNIN ? null : stream.open();
  const person = await who(api).catch(() => STRANGER);
  const desk: Desk = { api, stream, person, frame: frame(page, api, person, stream) };
  await show(desk, listening);
  document.documentElement.classList.add("ready");
}

/** Draws the page of the address, or says why it cannot. */
async function show(desk: Desk, listening: Promise<void> | null): Promise<void> {
  const { main } = desk.frame;
  const found = routed(ROUTES, location.pathname);
  if (!found) return nothing(desk);
  const [page, parts] = found;
  try {
    await listening;
    await page(desk, ...parts);
    desk.stream.flow();
    desk.stream.onRefused(once(() => ended(desk), failed));
  } catch (error) {
    desk.stream.close();
    if (!(error instanceof Trouble)) throw error;
    if (error.status === 401 && page !== signinPage) location.assign(signin());
    main.replaceChildren(
      h("h1", null, "Not shown"),
      troubleBox(error, () => location.reload()),
    );
  }
}

/** Leads to where one signs in, when one is no longer. */
async function ended({ api, stream }: Desk): Promise<void> {
  try {
    await who(api);
  } catch (error) {
    if (!(error instanceof Trouble) || error.status !== 401) throw error;
    stream.close();
    location.assign(signin());
  }
}

function nothing({ frame: { main, title } }: Desk): void {
  title("No such page");
  main.append(
    h("h1", null, "No such page"),
    h("p", null, h("a", { href: "/" }, "The events of this desk")),
  );
}

/** The event that a page is about: of others it need not hear. */
function eventOf(pathname: string): string | null {
  const id = /^\/events\/([^/]+)/.exec(pathname)?.[1];
  return id === undefined ? null : decoded(id);
}

void main();
