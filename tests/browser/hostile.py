"""An event whose every word is out to do harm: to a page, a spreadsheet, a shell, a reader's eye.

The reports go through the whole program, so that rows are read out of hostile sentences; then every
name, title, address and setting that a reader would have cleaned is poisoned by hand, as a ledger
from elsewhere might be.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from crosswire import Ledger
from crosswire.row import Problem, identity

Read = Callable[[Path], Ledger]

PWNED = "__pwned"
"""What a script that got through would set in the window."""

MARKUP = (
    f"<script>window.{PWNED}=1</script>",
    f"</script><script>window.{PWNED}=2</script>",
    f"<img src=x onerror=window.{PWNED}=3>",
    f"<svg/onload=window.{PWNED}=4>",
    f"<iframe srcdoc='<script>parent.{PWNED}=5</script>'></iframe>",
    f'"><a href="javascript:window.{PWNED}=6" autofocus onfocus="window.{PWNED}=7">x</a>',
    "<!-- <script>",
    "]]><![CDATA[",
    "<style>*{display:none!important}</style>",
    "<base href='https://attacker.example/'>",
    "<meta http-equiv=refresh content='0;url=https://attacker.example/'>",
    "<form action=https://attacker.example/><input name=q></form>",
    "&lt;script&gt;&#x3c;b&#x3e;&amp;lt;",
)

TEMPLATES = ("{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{constructor.constructor('x')()}}")

FORMULAS = (
    '=HYPERLINK("https://attacker.example/","x")',
    "=cmd|'/c calc'!A1",
    "+1+cmd|' /c calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
)

BIDI = "\u202egnihtyna\u202c \u2066x\u2067y\u2068z \u200f\u061c"
"""Overrides and isolates that are never closed."""

NUL = "\u0000"

CONTROLS = f"{NUL}\u0007\u001b[31m\u2028\u2029\ufeff\u200b\u00ad"

HALVES = "\ud83d \udcaf"
"""Halves of surrogate pairs, which no encoding can write."""

LONG_NAME = "Ada" + "Quillfeather" * 416 + "xVane"
assert len(LONG_NAME) == 5000

EVERYTHING = " ".join([*MARKUP, *TEMPLATES, *FORMULAS, BIDI, CONTROLS, "%00%2e", "\\u003cb\\u003e"])

ADDRESSES = (
    f"javascript:window.{PWNED}=8",
    f" \tjava\nscript:window.{PWNED}=9",
    f"data:text/html,<script>window.{PWNED}=10</script>",
    f"vbscript:window.{PWNED}=11",
    'https://quoted.example/"onmouseover="x',
)

FILES = {
    "quote\"s & 'apostrophes'.txt": (
        "Dam report {{7*7}}\n\nPublished 3 March 2031\n\n"
        f"At least 12 people were killed in Lisbon, mayor Ada Quillfeather said on Monday."
        f" {BIDI}\n\n"
        f"“The gates {MARKUP[0]} were opened {TEMPLATES[1]} by the company,” said Bram Ockley, "
        "a spokesman for the water board.\n\n"
        "The company denied that it had opened the gates </script> without warning. "
        f"{MARKUP[1]} {MARKUP[2]}\n\nAnother 40 houses were flooded in Porto, police said.\n"
    ),
    "<img src=x onerror=alert(1)>.txt": (
        "Second report <!-- \n\nPublished 4 March 2031\n\n"
        "“=cmd|'/c calc'!A1 is what 15 people who were killed in Lisbon saw,” Ada Quillfeather "
        "told reporters \U0001f4a5\U0001f468\u200d\U0001f469\u200d\U0001f467.\n\n"
        f"{MARKUP[5]} More than 20 people were killed in Lisbon, the water board said on "
        "Tuesday.\n\n"
        f"The water board said that {MARKUP[3]} 60 houses {CONTROLS[3:]} were flooded in Porto.\n"
    ),
    "=1+1.txt": (
        "Third report\n\nPublished 5 March 2031\n\n"
        "Rescuers searched the valley for a third day on Wednesday as the river fell and people "
        "came back to the streets that the flood had left.\n\n"
        f"Mayor {LONG_NAME} said on Wednesday that 18 people were killed in Lisbon.\n\n"
        "The water board said on Wednesday that 44 people were killed in Lisbon. “Nobody was "
        "warned,” said Bram Ockley, who has lived beside the dam since it was built.\n\n"
        "The government denied that 44 people were killed in Lisbon. It said that the count of "
        f"the police, at most 19 people killed, was right {MARKUP[6]}.\n\n"
        f"“{EVERYTHING.replace(NUL, '')},” said Bram Ockley.\n"
    ),
}


def hostile_event(read: Read, folder: Path) -> Ledger:
    """The ledger of the event, its reports written to a folder first."""
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name.replace("/", "")).write_text(text, "utf-8", newline="")
    (folder / "more.jsonl").write_text(json.dumps(_record()) + "\n", "utf-8")
    return poisoned(read(folder))


def _record() -> dict[str, str]:
    """An article with half of a surrogate pair and a NUL in it, which JSON can carry."""
    return {
        "title": f"{HALVES} {MARKUP[0]}",
        "outlet": f"The {MARKUP[2]} Post",
        "url": ADDRESSES[0],
        "published": "2031-03-05",
        "text": f"Police said {HALVES} that \u0000 3 people were hurt in Porto. {MARKUP[4]}",
    }


def poisoned(ledger: Ledger) -> Ledger:
    """The ledger with harm in every field of words that no offset holds in its place."""
    documents = tuple(
        replace(
            one,
            title=f"{one.title} {HALVES} {EVERYTHING}",
            outlet=f"{FORMULAS[number % len(FORMULAS)]} {MARKUP[number]} {BIDI} Post",
            url=ADDRESSES[number % len(ADDRESSES)],
        )
        for number, one in enumerate(ledger.documents)
    )
    entities = tuple(
        replace(
            one,
            name=f"{one.name} {MARKUP[number % len(MARKUP)]} {HALVES} {BIDI}",
            variants=(*one.variants, EVERYTHING),
            roles=(*one.roles, FORMULAS[number % len(FORMULAS)]),
        )
        for number, one in enumerate(ledger.entities)
    )
    places = tuple(replace(one, name=f"{one.name} {MARKUP[2]} {BIDI}") for one in ledger.places)
    questions = tuple(
        replace(one, text=f"{one.text} {MARKUP[1]} {TEMPLATES[0]}") for one in ledger.questions
    )
    problem = Problem(identity("problem", EVERYTHING), EVERYTHING, EVERYTHING, EVERYTHING)
    return replace(
        ledger,
        run=replace(ledger.run, settings={**ledger.run.settings, "event": EVERYTHING}),
        documents=documents,
        entities=entities,
        places=places,
        questions=questions,
        problems=(*ledger.problems, problem),
    )
