"""The names of competencies that a workbook of standards may use: the law's, the agency's, and those of its standards."""

from typing import TYPE_CHECKING

from asnkarier.catalog.dictionary import FILE, load_dictionary
from asnkarier.catalog.types import Catalog
from asnkarier.sheets.standards.naming import TECHNICAL, Naming

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace


def catalog_of(workspace: "Workspace") -> Catalog:
    """Return the agency's standards, none where there is none yet; CatalogError when one is wrong."""
    return workspace.catalog if workspace.has_standards else Catalog({})


def naming_of(workspace: "Workspace", catalog: Catalog) -> Naming:
    """Return what competencies may be called; CatalogError when kompetensi.yaml is wrong."""
    law = {
        name: entry["id"]
        for entry in workspace.rulebook.dictionary(workspace.as_of)
        for name in (entry["nama"], entry["id"], entry.get("kode"), *entry["alias"])
        if name
    }
    own = load_dictionary(workspace.root / FILE)
    technical = {
        one.kompetensi.removeprefix(TECHNICAL): one.kompetensi
        for standard in catalog.standards.values()
        for one in standard.kompetensi
        if one.kompetensi.startswith(TECHNICAL)
    }
    return Naming(law, {**technical, **own}, closed=bool(own))
