"""A small archive of invented reports: the demo's ten, and those of four other events."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from shutil import copytree

from wire import http, packed, record

Told = dict[str, str]

GERMAN = (
    "Der Hafen von Kesselvik bleibt nach Angaben der Behörden bis Freitag geschlossen. "
    "Die Feuerwehr sucht weiter nach der Ursache des Brandes, sagte eine Sprecherin am Mittwoch. "
    "Die Reederei will die Fahrgäste entschädigen."
)


def _told(name: str, outlet: str, day: str, title: str, *paragraphs: str) -> Told:
    """A report as a line of JSON tells it."""
    told = {
        "id": name,
        "url": "https://{}.example/{}".format(*name.split("/")),
        "outlet": outlet,
        "title": title,
    }
    return {**told, "published": day, "text": "\n\n".join((title, *paragraphs))}


COACH_SLOVENIA = (
    _told(
        "lesko-news/coach",
        "Lesko News",
        "2026-03-17",
        "Nine dead as coach leaves road near Brezovec",
        "BREZOVEC, Slovenia - Nine people were killed and 17 injured when a coach carrying choir "
        "singers left the road near Brezovec on Tuesday morning, the police said.",
        "The coach of the company Kolarbus slid down a slope into the Lahna stream. “The road was "
        "a sheet of ice,” said Mayor Ana Kolarjeva.",
        "The driver, Bojan Srebrnjak, is being treated in hospital, according to the police.",
    ),
    _told(
        "alpine-courier/brezovec",
        "Alpine Courier",
        "2026-03-17",
        "Coach crash near Brezovec kills ten",
        "At least ten people died when a Kolarbus coach fell into the Lahna stream near Brezovec "
        "in Slovenia, Mayor Ana Kolarjeva said on Tuesday evening.",
        "Kolarbus denied that the coach had been running on summer tyres. The police put the "
        "number of the injured at 17.",
    ),
    _told(
        "lesko-news/coach-tyres",
        "Lesko News",
        "2026-03-18",
        "Police: Brezovec coach had summer tyres",
        "The coach that crashed near Brezovec on Tuesday had summer tyres on two wheels, the "
        "police said on Wednesday. Kolarbus had denied it.",
        "Mayor Ana Kolarjeva said that the number of dead stood at ten. The driver, Bojan "
        "Srebrnjak, has not been questioned yet.",
    ),
)
"""A coach that leaves the road."""

COACH_PERU = (
    _told(
        "andes-daily/coach",
        "Andes Daily",
        "2026-03-17",
        "Nine dead as coach leaves road near San Albino",
        "SAN ALBINO, Peru - Nine people were killed and 22 injured when a coach carrying market "
        "traders left the road near San Albino on Tuesday night, Governor Raul Quispetera said.",
        "The coach of the company Transandora fell 80 metres into the Huarqay gorge. “The brakes "
        "failed,” said a survivor, Nelida Tumbaco.",
    ),
    _told(
        "pacific-wire/san-albino",
        "Pacific Wire",
        "2026-03-18",
        "Transandora rejects blame for San Albino crash",
        "Transandora, whose coach fell into the Huarqay gorge near San Albino in Peru, denied on "
        "Wednesday that its brakes had failed.",
        "Governor Raul Quispetera said 11 people had died. “We will take their licence,” he said.",
    ),
)
"""Another coach, on the same day, that looks like it."""

_BANK = (
    "KESSELVIK, Norway - Nordhavn Sparebank said on Wednesday that names and account numbers of "
    "240,000 customers had been stolen from its servers.",
    "“No money has been lost,” said the bank's chief executive, Ingrid Solemdal. The group that "
    "calls itself Grey Heron said that it had the data of 1.1 million people, and demanded 4 "
    "million euros.",
    "The police in Kesselvik confirmed that they were investigating. The bank has shut its "
    "telephone service until Friday.",
)

BANK = (
    _told("fjord-wire/bank", "Fjord Wire", "2026-03-18", "Bank says data stolen", *_BANK),
    _told("coast-echo/bank", "Coast Echo", "2026-03-18", "Bank says data stolen", *_BANK),
    _told(
        "morning-tide/bank",
        "Morning Tide",
        "2026-03-19",
        "Thieves take data of 240,000 from bank",
        *_BANK[:2],
        "The police in Kesselvik confirmed that they were investigating. The bank has shut its "
        "telephone service until Friday. Customers queued in the rain.",
    ),
    _told(
        "kesselvik-post/heron",
        "Kesselvik Post",
        "2026-03-19",
        "Bank doubts claim of Grey Heron",
        "Nordhavn Sparebank denied on Thursday that the data of 1.1 million people had been taken "
        "from its servers, as Grey Heron claims. “It is 240,000,” Ingrid Solemdal said.",
        "The police said they had found no sign of a second theft.",
    ),
)
"""A theft of data: a wire story that three outlets print, once word for word."""

STRIKE = (
    _told(
        "hallam-record/strike",
        "Hallam Record",
        "",
        "Crane drivers walk out at Port Hallam",
        "Crane drivers at Port Hallam have walked out over pay, their union said. “Two per cent is "
        "an insult,” said its secretary, Doreen Ashgrave.",
        "The port's operator, Hallam Quays, said that 14 ships were waiting. The union put the "
        "number at 19.",
    ),
)
"""A strike, told by a report that nobody dated."""

SECOND_DAY = (
    _told(
        "alpine-courier/inquiry",
        "Alpine Courier",
        "2026-03-20",
        "Kolarbus chief resigns after Brezovec crash",
        "The head of Kolarbus, Tilen Mrakovec, resigned on Friday, three days after one of its "
        "coaches fell into the Lahna stream near Brezovec in Slovenia.",
        "Mayor Ana Kolarjeva said that 11 people had died. The police said the driver, Bojan "
        "Srebrnjak, had been questioned.",
    ),
    _told(
        "marsh-gazette/levee",
        "Marsh Gazette",
        "2026-03-20",
        "Levee breaks at Lower Tamsey",
        "A levee on the River Tamsey broke on Friday and flooded 300 houses in Lower Tamsey, the "
        "county said. Nobody was hurt, according to Sheriff Lyle Prudhomme.",
    ),
)
"""What the next day brings: an event that goes on, and one that begins."""

BROKEN = '{"id": "broken", "text": "The line ends in the mid'
FOREIGN = {"id": "foreign", "text": GERMAN, "published": "2026-03-18"}

FIRST_DAYS = (*COACH_SLOVENIA, *COACH_PERU, *BANK, *STRIKE)

PROBLEMS = 1
"""Records of the sources that cannot be read."""


def lines(told: Iterable[object]) -> str:
    """Reports as lines of JSON; what is text already stands as it is."""
    return "".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in told)


def first_days(folder: Path) -> list[str]:
    """The sources of the first days: the demo's folder, lines of JSON, pages of the web."""
    copytree(Path(str(resources.files("crosswire"))) / "demo", folder / "demo")
    wire = folder / "wire.jsonl"
    wire.write_text(lines([*COACH_SLOVENIA, *COACH_PERU, BROKEN, *STRIKE, FOREIGN]), "utf-8")
    pages = folder / "web.warc.gz"
    pages.write_bytes(packed(*(_page(one) for one in BANK)))
    return [str(folder / "demo"), str(wire), str(pages)]


def second_day(folder: Path) -> list[str]:
    """The sources of the next day."""
    wire = folder / "next.jsonl"
    wire.write_text(lines(SECOND_DAY), "utf-8")
    return [str(wire)]


def _page(told: Told) -> bytes:
    """A report as a page of the web that was fetched."""
    paragraphs = "".join(f"<p>{one}</p>" for one in told["text"].split("\n\n")[1:])
    head = (
        f'<title>{told["title"]}</title><meta property="og:site_name" content="{told["outlet"]}">'
        f'<meta property="article:published_time" content="{told["published"]}">'
    )
    body = f"<article><h1>{told['title']}</h1>{paragraphs}</article>"
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return record(http(page.encode()), url=told["url"], date="2026-03-21T10:00:00Z")
