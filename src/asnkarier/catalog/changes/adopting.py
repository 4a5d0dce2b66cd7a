"""The agency's standards as they would be with others beside or instead of them."""

from collections.abc import Iterable
from dataclasses import replace

from asnkarier.catalog.types import Catalog, JobStandard
from asnkarier.model.jabatan import normalise_jabatan


def adopted(catalog: Catalog, others: Iterable[JobStandard]) -> Catalog:
    """Return the catalog in which each of the others judges its positions; no two of them claim one position.

    One that covers every position of a standard of today, or bears its id, takes its place and id; of any other the positions are taken away
    from the standards that judge them today, and one that is left without any goes.
    """
    others = [*others]
    standards, named = dict(catalog.standards), {one.id for one in others}
    for new in others:
        mine = {normalise_jabatan(name) for name in new.jabatan}
        own = new.id
        for old in [*standards.values()]:
            left = tuple(name for name in old.jabatan if normalise_jabatan(name) not in mine)
            if old.id == new.id or left == old.jabatan:
                continue
            if left:
                standards[old.id] = replace(old, jabatan=left)
            else:
                del standards[old.id]
                # The id of another new one stays free for that one.
                own = new.id if new.id in standards or old.id in named else old.id
        standards[own] = replace(new, id=own)
    return Catalog(standards)
