"""A report's wording in few bytes."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from archive.sample import BANK, COACH_PERU, COACH_SLOVENIA
from crosswire.archive.sketch import FEWEST, HASHES, resemblance, sketch
from crosswire.row import Span

TEXT = BANK[0]["text"]


def test_it_is_the_same_in_another_process() -> None:
    """Nothing of a process or a machine is in it: the digest was taken once and for all."""
    code = "import sys; from crosswire.archive.sketch import sketch; "
    code += "print(sketch(sys.stdin.read()).hex())"
    ran = subprocess.run(
        [sys.executable, "-c", code], input=TEXT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == sketch(TEXT).hex()
    assert sha256(sketch(TEXT)).hexdigest()[:16] == "210c67665679243e"


def test_a_sentence_more_changes_little() -> None:
    longer = f"{TEXT} Customers queued in the rain until noon, a reporter saw."
    assert resemblance(sketch(TEXT), sketch(longer)) > 0.7


def test_reports_of_one_form_share_half_their_wording_at_most() -> None:
    one, other = COACH_SLOVENIA[0]["text"], COACH_PERU[0]["text"]
    assert resemblance(sketch(one), sketch(other)) < 0.4


def test_short_texts_have_none() -> None:
    short = " ".join(["word"] * (FEWEST - 1))
    assert sketch(short) == b""
    assert resemblance(sketch(short), sketch(short)) == 0


def test_only_the_story_counts() -> None:
    page = f"Home News Sport\n\n{TEXT}\n\nRead also: ten tips"
    start = page.index(TEXT)
    assert sketch(page, spans=[Span(start, start + len(TEXT))]) == sketch(TEXT)


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_has_one(one: str, other: str) -> None:
    a, b = sketch(one), sketch(other)
    assert len(a) in {0, HASHES}
    assert 0 <= resemblance(a, b) <= 1
    assert resemblance(a, b) == resemblance(b, a)
    assert resemblance(a, a) in {0, 1}
