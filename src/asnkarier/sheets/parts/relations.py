"""The relations of a part of a workbook: what belongs to it, under which identifier."""

import posixpath

from asnkarier.sheets.parts.archive import Archive
from asnkarier.sheets.parts.markup import PACKAGE, Attributes, visit_elements


def read_relations(archive: Archive, part: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the targets and the kinds (last word of the type) of a part's relations, by their identifier."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    targets: dict[str, str] = {}
    kinds: dict[str, str] = {}

    def visit(name: str, _: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            identifier = attributes.get("Id", "")
            target = attributes.get("Target", "").replace("\\", "/")
            full = target if target.startswith("/") else posixpath.join(folder, target)
            targets[identifier] = posixpath.normpath(full).lstrip("/")
            kinds[identifier] = attributes.get("Type", "").rpartition("/")[2]

    if relations in archive:
        visit_elements(archive.stream(relations), relations, PACKAGE, visit)
    return targets, kinds
