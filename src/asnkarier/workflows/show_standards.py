"""The job standards of the agency, for `asn standards`."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from asnkarier.agency.cover import headed
from asnkarier.agency.lookups import find_name
from asnkarier.catalog.describe import standard_rows, standards_rows
from asnkarier.language import active_language, message
from asnkarier.model.book import Book
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.messages import N_
from asnkarier.read_before import READERS, read_before
from asnkarier.reports.books.rules import standard_book, standards_book
from asnkarier.workflows.requests.standards import StandardRequest, StandardsRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store


def list_standards(workspace: "Workspace", _request: StandardsRequest) -> Book:
    """Return every standard, with the number of people it judges when a store is there to count them."""
    rows = standards_rows(workspace.catalog)
    people: Counter[str] | None = None
    if workspace.store_path.is_file():
        with workspace.open_store() as store:
            people, remarks = _judged(workspace, store)
        for remark in remarks:
            workspace.tell(remark)
    counts = [None if people is None else people[row.id] for row in rows]
    return headed(standards_book(rows, workspace.as_of, counts), workspace.settings)


def _judged(workspace: "Workspace", store: "Store") -> tuple[Counter[str], list[str]]:
    """Return whom each standard judges, by id, with the remarks; counted once for the same facts, law, standards and day."""

    def count() -> tuple[Counter[str], list[str]]:
        from asnkarier.agency.snapshot import load_snapshot  # takes numbers, which the list alone does not

        remarks: list[str] = []
        snapshot = load_snapshot(replace(workspace, tell=remarks.append), store)
        return Counter(snapshot.people.employees["standar"].dropna().tolist()), remarks

    if store.state is None:
        return count()
    law = workspace.root / workspace.settings.paths.regulations
    own = [folder for folder in (law, workspace.standards_folder) if folder.is_dir()]
    day = (workspace.as_of, workspace.known_at)
    said = (store.state, day, active_language(), workspace.settings.model_dump())
    return read_before("judged", own, said, count, (*READERS, "agency", "analysis", "store"))


def show_standard(workspace: "Workspace", request: StandardRequest) -> Book:
    """Return what one standard asks for; UsageError when neither an id nor a position is called so."""
    catalog, name = workspace.catalog, request.name
    standard = catalog.standards.get(name) or catalog.for_jabatan(name)
    if standard is None:
        known = {normalise_jabatan(jabatan): jabatan for jabatan in catalog.names}
        found = find_name([*catalog.standards, *known.values()], name, N_("standard {text} is not known"))
        standard = catalog.standards.get(found) or catalog.for_jabatan(found)
    if standard is None:
        raise AssertionError(name)
    title = f"{standard.id} · {'; '.join(standard.jabatan)} · {standard.kelompok}"
    return headed(standard_book(title, standard_rows(standard), workspace.as_of), workspace.settings)


def check_standards(workspace: "Workspace") -> str:
    """Return one line about the standards that loaded; CatalogError carries every fault when they do not."""
    catalog = workspace.catalog
    return message(
        N_("standards in order: {standards} standards for {positions} positions; fingerprint {fingerprint}"),
        standards=len(catalog.standards),
        positions=len(catalog.names),
        fingerprint=catalog.fingerprint[:12],
    )
