"""XML parts read with expat: no document type, no entities, nothing external, no tree in memory."""

from collections.abc import Callable, Iterable
from typing import Final, NoReturn
from xml.parsers import expat

from asnkarier.sheets.refusal import RefusedError

MAIN: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "",
)
PACKAGE: Final = ("http://schemas.openxmlformats.org/package/2006/relationships",)
_DEEPEST: Final = 200

Attributes = dict[str, str]
Visit = Callable[[str, str, Attributes], None]


def new_parser(part: str) -> expat.XMLParserType:
    """Return a namespace-aware parser that refuses whatever could reach outside or blow up."""

    def refuse(*_: object) -> NoReturn:
        raise RefusedError("XLSX-DOCTYPE", part=part)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    return parser


def feed(parser: expat.XMLParserType, chunks: Iterable[bytes], part: str) -> None:
    """Run the parser over the chunks; RefusedError `XLSX-XML` with the line when it is not well-formed."""
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        line = parser.ErrorLineNumber
        raise RefusedError("XLSX-XML", part=part, line=line, reason=str(error)) from error


def visit_elements(chunks: Iterable[bytes], part: str, namespaces: tuple[str, ...], visit: Visit) -> None:
    """Call `visit(name, parent, attributes)` for each element of `namespaces`; names come without their prefix."""
    parents: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        uri, _, local = name.rpartition(" ")
        known = local if uri in namespaces else ""
        if known:
            visit(known, parents[-1] if parents else "", attributes)
        parents.append(known)
        if len(parents) > _DEEPEST:
            raise RefusedError(
                "XLSX-XML", part=part, line=parser.CurrentLineNumber, reason="nested too deeply"
            )

    def end(_: str) -> None:
        parents.pop()

    parser = new_parser(part)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    feed(parser, chunks, part)
