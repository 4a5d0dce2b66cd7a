"""One data set in hundreds of layouts, spellings and dialects: every variant leaves the same store."""

import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from figures import another, error_codes, main, make_workspace, put_in
from zoo_files import WRITERS, write_files
from zoo_layouts import ALONE, AXES, Variant, dress
from zoo_people import Spelling, people_rows, spellings_of

COMBINED, QUICK = 240, 24


def variants(combined: int) -> list[Variant]:
    """Return every choice of every axis alone, then seeded mixtures of all axes."""
    plain = Variant(writer="xlsxwriter", spelling=Spelling(), axes={})
    found = [plain]
    found += [plain.but(writer=writer) for writer in WRITERS if writer != plain.writer]
    found += [plain.but(spelling=spelling) for spelling in spellings_of()]
    found += [plain.but(axes={axis: choice}) for axis, choices in AXES.items() for choice in choices]
    found += [plain.but(writer=writer, axes={"split": choice}) for writer in WRITERS for choice in ALONE]
    for number in range(combined):
        rng = random.Random(20260100 + number)
        mixed = {
            axis: rng.choice((None, *(choice for choice in choices if choice not in ALONE)))
            for axis, choices in AXES.items()
        }
        chosen = {axis: choice for axis, choice in mixed.items() if choice is not None}
        found.append(Variant(rng.choice(list(WRITERS)), Spelling.any(rng), chosen, seed=number))
    return found


def run(quick: bool, folder: Path) -> tuple[str, Sequence[str]]:
    """Import every variant into a store of its own and compare the digests of the stores."""
    office = make_workspace(folder / "kantor")
    chosen = variants(0 if quick else COMBINED)
    if quick:
        chosen = [chosen[0], *random.Random(7).sample(chosen[1:], 12), *variants(12)[-12:]]
    digests: Counter[str] = Counter()
    faults = []
    first = ""
    for number, variant in enumerate(chosen):
        workspace = another(office, folder / f"v{number}")
        sheets = dress(variant, people_rows(variant.spelling))
        files = write_files(variant, sheets, workspace.root)
        told: set[str] = set()
        for path, sheet in files:
            words = {"sheet": sheet} if sheet else {}
            outcome = put_in(workspace, [path], **words).files[0]
            told |= error_codes(outcome)
        with workspace.open_store() as store:
            digest = store.fingerprint(workspace.as_of)
        first = first or digest
        digests[digest] += 1
        if digest != first or told:
            faults.append(
                f"{number}: {variant.described()}: {'other store' if digest != first else ''} {sorted(told)}"
            )
    faults += _alarm_works(another(office, folder / "lain"), first)
    figure = f"{len(chosen)} variants, {len(digests)} store digest{'' if len(digests) == 1 else 's'}"
    return figure, faults


def _alarm_works(workspace, digest: str) -> list[str]:
    """Show that the digest sees one changed letter; else the equality above proves nothing."""
    plain = Variant("xlsxwriter", Spelling(), {})
    rows = people_rows(plain.spelling)
    rows[3]["jabatan"] += "x"
    for path, _ in write_files(plain, dress(plain, rows), workspace.root):
        put_in(workspace, [path])
    with workspace.open_store() as store:
        return (
            []
            if store.fingerprint(workspace.as_of) != digest
            else ["the digest does not see a changed letter"]
        )


if __name__ == "__main__":
    sys.exit(main(__doc__, run))
