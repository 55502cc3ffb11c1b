"""`crosswire review`: what is worth a look at a desk, one by one, judged with single keys."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field

import click

from crosswire.cli.reader import only_event
from crosswire.cli.setting import configured, where
from crosswire.cli.terminal import complain, page
from crosswire.desk.config.config import Config
from crosswire.desk.desk import Desk
from crosswire.desk.review.correction import OUTLET, Claim, dated, graded, named, speaker
from crosswire.desk.review.item import ITEM_KINDS, Item, ItemKind
from crosswire.desk.review.page import render
from crosswire.desk.review.plan import plan
from crosswire.desk.review.queue import Entry, Queue, queue
from crosswire.error import JudgementError
from crosswire.judgement.signing import signature
from crosswire.judgement.value import DateField, Draft, Verdict
from crosswire.row import Figure, Mention, Statement
from crosswire.view.headline import headline
from crosswire.view.lookup import Lookup

HELP = "a accept  r reject  c correct  n note  g grade  s skip  u undo  b back  q quit  ? keys"

KEYS = """\
a  accept: yes, it is as asked          r  reject: no, it is not
c  correct who says a claim, or its day n  note something beside it
g  grade: A to F a source, 1 to 6 a claim (Admiralty code)
s  skip for now                         b  back to the one before
u  undo what you judged last, or here   q  quit: all is kept, go on later
"""

CORRECT = (
    "Correct s the speaker, w the days it is about, d those it was said on,"
    " p the day of its report? "
)

MOST = 9
"""Names to choose from with one key."""

END = "q"
"""The key that ends a review, as the end of what is read does."""


@click.command(name="review")
@click.argument("desk", required=False)
@click.option("--event", metavar="EVENT", help="Of this event: an id, its beginning, a name.")
@click.option(
    "--as", "name", metavar="NAME", help="Who signs, if not the configured `reader` of the desk."
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(ITEM_KINDS),
    metavar="KIND",
    help=f"Only these: {', '.join(ITEM_KINDS)}. Repeatable.",
)
@click.option("--all", "again", is_flag=True, help="Also what you have judged, from the first on.")
@click.option("--blind", is_flag=True, help="Without what others said, to judge independently.")
@configured
def command(  # noqa: PLR0913 - each is an option of the command
    desk: str | None,
    *,
    event: str | None,
    name: str | None,
    kinds: tuple[ItemKind, ...],
    again: bool,
    blind: bool,
    config: Config,
) -> int:
    """Judge what is worth a look at a DESK, one by one: what is contested first.

    Each is kept as soon as a key is pressed, signed with your name and the time. Where you left
    off you go on the next time. What follows from it is derived at the end.
    """
    by = signature(name or config.desk.reader)
    with Desk.open(where(desk, config), model=config.reading.model) as opened:
        found = event or only_event(opened)
        review = Review(opened, found, by, kinds=kinds, again=again, blind=blind)
        review.run()
        click.echo(review.summary)
        if opened.settle():
            click.echo("what follows was derived")
    return 0


def key() -> str:
    """The next key; where nobody sits at a terminal, the next letter that is read."""
    if sys.stdin.isatty():
        try:
            return click.getchar()
        except EOFError:
            return END
    while (letter := sys.stdin.read(1)).isspace():
        pass
    return letter or END


def line(words: str) -> str:
    """A line that is written, without the spaces around it.

    Where nobody sits at a terminal, the next line with something in it.
    """
    click.echo(f"{words}: ", nl=False)
    while (found := sys.stdin.readline()).isspace() and not sys.stdin.isatty():
        pass
    return found.strip()


@dataclass(slots=True)
class Review:
    """One person's way through the queue of an event."""

    desk: Desk
    event: str
    by: str
    kinds: tuple[ItemKind, ...] = ()
    again: bool = False
    blind: bool = False
    place: int = 0
    made: list[tuple[int, str]] = field(default_factory=list)
    lookup: Lookup = field(init=False)
    items: tuple[Item, ...] = field(init=False)

    def __post_init__(self) -> None:
        ledger = self.desk.ledger(self.event)
        self.lookup = Lookup(ledger)
        self.items = plan(ledger, self.desk.judgements(self.event))

    @property
    def queue(self) -> Queue:
        """The queue as it stands now, with what others have said meanwhile."""
        said = self.desk.judgements(self.event)
        return queue(self.items, said, by=self.by, kinds=self.kinds, blind=self.blind)

    @property
    def summary(self) -> str:
        """How far it is."""
        now = self.queue
        return f"{now.done} of {now.total} judged by {self.by}"

    def run(self) -> None:
        """Ask until the queue, or the person, is at an end."""
        self.place = self._next(0)
        while self.place < (now := self.queue).total:
            click.echo()
            page(render(now.entries[self.place], now, self.place + 1))
            click.echo(HELP)
            pressed = key().lower()
            if pressed == END:
                return
            self._obey(pressed, now.entries[self.place])

    def _obey(self, pressed: str, entry: Entry) -> None:
        """Do what a key means; what cannot be judged is said, and asked again."""
        act = ACTS.get(pressed)
        if act is None:
            click.echo(KEYS)
            return
        try:
            act(self, entry)
        except JudgementError as error:
            complain(str(error), error.remedy)

    def accept(self, entry: Entry) -> None:
        """Yes, it is as asked."""
        self._say(entry, "accept")

    def reject(self, entry: Entry) -> None:
        """No, it is not as asked."""
        self._say(entry, "reject")

    def _say(self, entry: Entry, verdict: Verdict) -> None:
        """Keep a verdict, and go on to what is not judged yet."""
        self._keep(entry.item.judged.draft(verdict))
        self.place = self._next(self.place + 1)

    def _next(self, start: int) -> int:
        """The next place to ask at: of what is not judged yet, unless all is asked again."""
        entries = self.queue.entries
        places = range(start, len(entries))
        return next((at for at in places if self.again or not entries[at].mine), len(entries))

    def _keep(self, draft: Draft) -> None:
        one = self.desk.judge(draft, by=self.by)
        self.made.append((self.place, one.id))
        click.echo(f"kept: {one.verdict}")

    def skip(self, _: Entry) -> None:
        """Leave it for now."""
        self.place = self._next(self.place + 1)

    def back(self, _: Entry) -> None:
        """Return to the one before."""
        self.place = max(self.place - 1, 0)

    def undo(self, entry: Entry) -> None:
        """Take back the last that was judged now, else what was said of this before."""
        if self.made:
            place, name = self.made.pop()
        elif entry.mine is not None:
            place, name = self.place, entry.mine.id
        else:
            raise JudgementError("there is nothing to undo here", remedy="Go back with b.")
        self.desk.undo(name, by=self.by)
        self.place = place
        click.echo("undone")

    def note(self, entry: Entry) -> None:
        """Keep a note beside it."""
        about = entry.item.judged
        words = line("Note")
        if words:
            self._keep(
                Draft(
                    kind="note",
                    subject=about.subject,
                    other=about.other,
                    verdict="note",
                    note=words,
                )
            )

    def grade(self, entry: Entry) -> None:
        """Keep an Admiralty grade of a source, or of a claim."""
        claim = self._claim(entry)
        click.echo("Grade A to F the source, 1 to 6 the claim: ", nl=False)
        grade = key()
        click.echo(grade)
        self._keep(graded(claim, grade, self.lookup.ledger))

    def correct(self, entry: Entry) -> None:
        """Keep who says a claim, or of which days it is."""
        claim = self._claim(entry)
        click.echo(CORRECT, nl=False)
        what = key().lower()
        click.echo(what)
        if what == "s":
            self._keep(speaker(claim, self._chosen(claim)))
        elif what in FIELDS:
            self._keep(dated(claim, FIELDS[what], line("Day, or days (2031-03-04/2031-03-06)")))

    def _claim(self, entry: Entry) -> Claim:
        """The claim that is meant, of two by its number."""
        rows = (self.lookup.rows.get(side.row) for side in entry.item.sides)
        claims = [row for row in rows if isinstance(row, Statement | Figure)]
        if not claims:
            raise JudgementError("these are no claims", remedy="Grade or correct a claim.")
        number = 0
        if len(claims) > 1:
            click.echo(f"Which, 1 or {len(claims)}? ", nl=False)
            number = _digit(key()) - 1
            click.echo(number + 1)
        if not 0 <= number < len(claims):
            raise JudgementError("there is no such claim", remedy="Press 1 or 2.")
        return claims[number]

    def _chosen(self, claim: Claim) -> Mention | None:
        """Who says a claim, by some words of the name; None for the outlet itself."""
        words = line("Who says it (some of the name, - for the outlet itself)")
        if words == OUTLET:
            return None
        found = named(claim, words, self.lookup)[:MOST] if words else ()
        for number, one in enumerate(found, 1):
            click.echo(f"  {number} {headline(one, self.lookup)}")
        chosen = _digit(key()) - 1 if found else -1
        if not 0 <= chosen < len(found):
            raise JudgementError("nobody was chosen", remedy="Give other words of the name.")
        return found[chosen]


FIELDS: dict[str, DateField] = {"w": "when", "d": "said", "p": "published"}
"""The keys of the dates that can be corrected."""

ACTS: dict[str, Callable[[Review, Entry], None]] = {
    "a": Review.accept,
    "r": Review.reject,
    "c": Review.correct,
    "n": Review.note,
    "g": Review.grade,
    "s": Review.skip,
    "u": Review.undo,
    "b": Review.back,
}
"""What each key does."""


def _digit(pressed: str) -> int:
    """The number that a key stands for, 0 for any other key."""
    return int(pressed) if pressed.isdecimal() else 0
