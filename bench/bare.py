"""What the language model alone takes: `python -m bench.bare FOLDER` prints seconds as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import process_time

from crosswire import model


def run(folder: Path) -> dict[str, float]:
    """Seconds to load the model and to run its components over every text of a folder."""
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    start = process_time()
    nlp = model.load(model.find())
    loaded = process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    done = process_time()
    return {"load": loaded - start, "pipe": done - loaded, "words": words, "texts": len(texts)}


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]))))
