"""Schemathesis against the real site: what the description of the API promises is asked for, thousands of times, well and badly.

Left out is one of its checks, that whatever fits the schema of a parameter is accepted: a cursor is one that a list gave and a date is
EDTF, which no schema can say.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from cursus.store import open_store
from cursus.store.decisions import decide
from cursus.store.review.decide import review
from tests.soak.site import served
from tests.web.people import article, belmor, claim, store


@dataclass(frozen=True)
class Fuzzed:
    """How many requests there were, whether all was well, and what was said."""

    requests: int
    sound: bool
    said: str


def fuzz(folder: Path, examples: int, seed: int) -> Fuzzed:
    """So many examples for each operation, the ids of things that are there among them."""
    db = folder / "fuzz.db"
    other = article("Stefan Radev", ["Stefan Radev was a major in 1885."])
    rank = claim(other, "Stefan Radev", "rank", "major", "Stefan Radev was a major in 1885", date="1885")
    with store(db, belmor(), (other, [rank], [])) as made:
        ids = [c.id for c in made.claims()]
        persons = [p.id for p in made.persons()]
        event = review(made, ids[0], "accept").events[0].n
        decide(made, persons[0], persons[1], "unsure")
        document = made.documents()[0].id
        unit = made.units()[0]
    known = {
        "claim": {"path.id": ids[0]}, "claim-history": {"path.id": ids[1]}, "review-claim": {"path.id": ids[2]},
        "person": {"path.id": persons[0]}, "dossier": {"path.id": persons[0]}, "conflicts": {"query.person": persons[0]},
        "document": {"path.id": document}, "unit": {"path.key": unit.key}, "who": {"query.unit": unit.name},
        "undo-review": {"path.n": event}, "undo-persons": {"path.n": 1},
    }  # fmt: skip
    lines = []
    for operation, values in known.items():
        lines += ["[[operations]]", f'include-operation-id = "{operation}"', "[operations.parameters]"]
        lines += [f'"{name}" = {value if isinstance(value, int) else repr(value)}' for name, value in values.items()]
    settings = folder / "schemathesis.toml"
    settings.write_text("\n".join(lines) + "\n")
    requests, said, sound = 0, "", True
    with served(db, "--workers", "2") as (port, _):
        url = f"http://127.0.0.1:{port}/api/v1/openapi.json"
        for with_ids in (True, False):
            options = ["--config-file", str(settings)] if with_ids else []
            command = [
                sys.executable, "-m", "schemathesis.cli", *options, "run", url, "--max-examples", str(examples), "--seed", str(seed),
                "--phases", "examples,coverage,fuzzing", "--exclude-checks", "positive_data_acceptance", "--no-color",
            ]  # fmt: skip
            ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
            said += ended.stdout + ended.stderr
            found = re.search(r"([\d,]+) generated", ended.stdout)
            requests += int(found[1].replace(",", "")) if found else 0
            sound = sound and ended.returncode == 0
    with open_store(str(db)) as made:
        wrong = made.verify()
    return Fuzzed(requests, sound and not wrong, said + "\n".join(wrong))
