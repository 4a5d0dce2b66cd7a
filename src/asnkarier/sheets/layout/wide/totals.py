"""The totals that a recap of levels prints beside them: a second table in the same rows, read from the same headings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from asnkarier.sheets.findings import Findings
from asnkarier.sheets.layout.assignment import IGNORE, assign_columns
from asnkarier.sheets.layout.context import RESULTS, speaks_of_results
from asnkarier.sheets.layout.detection import Detected, ReadOptions
from asnkarier.sheets.layout.header import Heading
from asnkarier.sheets.layout.locate import Found
from asnkarier.sheets.schema import schemas
from asnkarier.sheets.vocabulary import Vocabulary


def with_totals(found: Sequence[Found], options: ReadOptions) -> list[Found]:
    """Return the tables, each recap of levels followed by its totals.

    None are added where a person said what the file is, or where a table of the file is a list of totals already.
    """
    known = {one.detected.columns.schema.kind for one in found if one.detected is not None}
    if options.kind is not None or RESULTS in known:
        return list(found)
    return [table for one in found for table in (one, *_totals_of(one))]


def _totals_of(found: Found) -> Iterator[Found]:
    detected = found.detected
    if detected is None or detected.missing or not detected.columns.levels:
        return
    if detected.columns.schema.kind != "assessments":
        return
    own = Findings(found.findings.file, found.findings.sheet)
    columns = assign_columns(schemas()[RESULTS], _free(detected), Vocabulary(), {}, own)
    if not columns.missing(frozenset()) and speaks_of_results(columns):
        totals = Detected(detected.grid, detected.header, columns, detected.certainty, (), own)
        yield replace(found, detected=totals, findings=own, left_out=(), beside=True)


def _free(detected: Detected) -> list[Heading]:
    """Return the headings without those of levels, and without those that a person left out."""
    columns = detected.columns
    taken = {heading.position for heading, _ in columns.levels}
    unwanted = {name for name, target in columns.named.items() if target == IGNORE}
    headings = (one for one in detected.header.headings if one.position not in taken)
    return [one for one in headings if unwanted.isdisjoint((one.text, one.letters))]
