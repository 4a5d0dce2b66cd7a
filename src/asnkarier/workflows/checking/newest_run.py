"""What the store knew before the newest command that imported anything."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from asnkarier.agency.snapshot import Snapshot, known_then

if TYPE_CHECKING:
    from asnkarier.store.records import Batch
    from asnkarier.store.store import Store


def before_newest_run(now: Snapshot, store: "Store") -> tuple[Snapshot | None, str]:
    """Return what was known before the newest run of imports, and its first file; None where there was nothing."""
    imports = [one for one in store.batches(known_at=now.known_at) if one.kind == "import"]
    run = _newest_run(store.batches_on(now.as_of, known_at=now.known_at))
    first = min((one.batch_id for one in run), default=0)
    if not any(one.batch_id < first for one in imports):
        return None, ""
    return known_then(now, store, first - 1), run[0].file


def _newest_run(imports: "Sequence[Batch]") -> "list[Batch]":
    """Return the imports of the newest command: those stamped with the moment and the person of the newest of all."""
    newest = max(imports, key=lambda one: one.batch_id, default=None)
    if newest is None:
        return []
    stamp = (newest.imported_at, newest.imported_by)
    return [one for one in imports if (one.imported_at, one.imported_by) == stamp]
