"""What people hand in: a text or an address, taken in by the worker in its time."""

from __future__ import annotations

from typing import Annotated, Self

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from crosswire.desk.desk import Desk
from crosswire.desk.event import event as events
from crosswire.desk.intake.entry import SURE
from crosswire.desk.submission import FullError, Offer, Submission
from crosswire.error import DeskError
from crosswire.fetch.address import LONGEST as LONGEST_ADDRESS
from crosswire.fetch.address import address
from crosswire.read import LONGEST
from crosswire.web.filter import Day
from crosswire.web.identity import Person, requires
from crosswire.web.problem import RefusedError, missing
from crosswire.web.request import TheDesk, event_at
from crosswire.web.thread import reading, writing

router = APIRouter(prefix="/api/submissions", tags=["submissions"])

Words = Annotated[str, Field(min_length=1, max_length=300, pattern=r"\S")]
Name = Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="The id of a submission.")]


class Handed(BaseModel):
    """A text or an address, one of the two, with what is known of it.

    `published` is the day, in the outlet's own zone. `event` is an id, or a name: a new name begins
    an event; without it the report goes where it belongs.
    """

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=r"\S")] | None = None
    url: Annotated[str, Field(min_length=1, max_length=LONGEST_ADDRESS)] | None = None
    outlet: Words | None = None
    title: Words | None = None
    published: Day | None = None
    event: Words | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        """It is a text or an address."""
        if (self.text is None) == (self.url is None):
            raise ValueError("give a text or a url, one of the two")
        return self

    def offer(self) -> Offer:
        """It as the desk takes it; raises FetchError for an address that is never fetched."""
        url = str(address(self.url)) if self.url is not None else None
        return Offer(
            kind="text" if url is None else "url",
            content=url or self.text or "",
            outlet=self.outlet,
            title=self.title,
            published=self.published,
            event=self.event,
        )


@router.post("", status_code=202, summary="Hand in a text or an address")
async def submit(
    response: Response,
    desk: TheDesk,
    person: Annotated[Person, requires("editor")],
    handed: Handed,
) -> Submission:
    """It is kept when this answers, and taken in soon: the stream tells `submission` when it is."""
    offer = handed.offer()
    if offer.event:
        await reading(_check_event, desk, offer.event)
    try:
        kept = await writing(desk.submissions.submit, offer, by=person.name)
    except FullError as error:
        again = {"Retry-After": "60"}
        raise RefusedError(str(error), remedy=error.remedy, status=503, headers=again) from error
    response.headers["Location"] = f"{router.prefix}/{kept.id}"
    return kept


@router.get(
    "/{submission}",
    summary="What came of what was handed in",
    dependencies=[requires("reader")],
)
def submission(desk: TheDesk, submission: Name) -> Submission:
    """Whether it still waits; once it is done, a receipt for each report in it."""
    found = desk.submissions.find(submission)
    if found is None:
        raise missing("nothing was handed in under this id")
    return found


def _check_event(desk: Desk, told: str) -> None:
    """Raises RefusedError for what names several events, or none as only an id can."""
    with desk.store.reading() as connection:
        if told.startswith(events.PREFIX):
            event_at(connection, told)
            return
        try:
            events.find(connection, told, least=SURE)
        except DeskError as error:
            raise RefusedError(str(error), remedy=error.remedy) from error
