"""The names of competencies that a workbook of standards may use: the law's, the agency's, and those of its standards."""

from typing import TYPE_CHECKING

from asnkarier.analysis.careers.study_fields import STUDY_TABLE
from asnkarier.catalog.dictionary import FILE, load_dictionary
from asnkarier.catalog.types import Catalog
from asnkarier.sheets.standards.naming import TECHNICAL, Naming
from asnkarier.sheets.standards.studies import study_key

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


def studies_of(workspace: "Workspace") -> frozenset[str]:
    """Return the names of fields of study and their branches that the table in force holds, as a workbook of standards compares them."""
    rulebook, as_of = workspace.rulebook, workspace.as_of
    found = rulebook.in_force(STUDY_TABLE, as_of) if STUDY_TABLE in rulebook.parameters else None
    names: set[str] = set()
    for branch, programmes in (found.value if found else {}).items():
        names |= {branch, f"Rumpun {branch}"}
        for name, others in programmes.items():
            names |= {name, *others}
    return frozenset(map(study_key, names))
