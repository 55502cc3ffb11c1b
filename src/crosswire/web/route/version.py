"""The versions of a report, side by side."""

from __future__ import annotations

import json
from typing import Annotated

from crosswire.codec import codec
from crosswire.desk.search.shown import events_of
from crosswire.desk.storage.revision import revision
from crosswire.error import DeskError, extra
from crosswire.web.component import ref
from crosswire.web.contract import answers
from crosswire.web.identity import requires
from crosswire.web.problem import missing
from crosswire.web.request import TheDesk, TheSettings
from crosswire.web.revision import answer, tag, unchanged
from crosswire.web.sides import VersionsTold, versions

with extra("serve"):
    from fastapi import APIRouter, Path, Request, Response

router = APIRouter(
    prefix="/api/documents",
    tags=["documents"],
    dependencies=[requires("reader")],
    default_response_class=Response,
)

DocumentId = Annotated[
    str,
    Path(
        min_length=1,
        max_length=2000,
        description="The id of a report, which may have slashes in it.",
        examples=["08_harbour-post.txt"],
    ),
]


@router.get(
    "/{document:path}/versions",
    operation_id="versions",
    summary="What each version of a report dropped, added and changed",
    responses=answers(ref("VersionsTold"), "The versions, the earliest first."),
)
def versions_of(
    request: Request, desk: TheDesk, settings: TheSettings, document: DocumentId
) -> Response:
    """All versions that are shown, their sentences in two columns, and the claims that differ."""
    with desk.store.reading() as connection:
        if known := unchanged(request, etag := tag(revision(connection))):
            return known
        event = events_of(connection, [document]).get(document)
    if event is None:
        raise missing("there is no report of this id that is shown")
    try:
        chain = desk.chain(document)
    except DeskError as error:
        raise missing("there is no report of this id that is shown") from error
    told = versions(document, chain, event, texts=settings.texts)
    return answer(json.dumps(codec(VersionsTold).encode(told), separators=(",", ":")), etag)
