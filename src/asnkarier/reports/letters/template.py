"""A Word template filled with facts: nothing of a fact is ever markup, field or expression, and nothing of a template reaches further than its facts.

Templates come from outside: expressions run in a sandbox, what could let a fact pass unescaped is not known there, and files that
fetch something or hold a program are refused.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from asnkarier.errors import OutputError
from asnkarier.model.messages import N_
from asnkarier.reports.letters.faults import FORBIDDEN, asked, told

_MOST_BYTES: Final = 20_000_000  # of all parts, unpacked
_DAY: Final = (1980, 1, 1, 0, 0, 0)
_UNSAFE: Final = ("safe", "xmlattr", "tojson", "urlize")  # they give text that is not escaped any more
_PROGRAM: Final = re.compile(r"(vbaProject|activeX|embeddings/)", re.IGNORECASE)
_OUTSIDE: Final = re.compile(rb'<Relationship\b(?=[^>]*TargetMode="External")[^>]*>')
_LINK: Final = b"/hyperlink"
_FIELD: Final = re.compile(rb"<w:instrText[^>]*>[^<]*\{[{%]|w:instr=\"[^\"]*\{[{%]")
_CHOOSE: Final = N_(
    "write the letter as `asn letters template` does and change that file in a word processor"
)
_NO_WORD: Final = N_("{file}: this is no Word file (.docx)")
_LARGE: Final = N_("{file}: the template is too large")
_ACTIVE: Final = N_(
    "{file}: the template fetches something from outside or holds a program ({part}), which no letter should"
)
_IN_FIELD: Final = N_(
    "{file}: a placeholder stands in a field code, where a name could become a command; put it into the text"
)
# What a template that can be opened is broken by, as the libraries say it.
_BROKEN: Final = (
    TemplateError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    ArithmeticError,
)
_PARAGRAPH: Final = re.compile(r"<w:p([ >])")


class _Unknown(StrictUndefined):
    """What is not known stops the letter; the error is the bare name, with what may be asked there."""

    @property
    def _undefined_message(self) -> str:
        return asked(self._undefined_name, self._undefined_obj, whole=self._undefined_obj is missing)


class _Closed(ImmutableSandboxedEnvironment):
    """Expressions of a template: escaped always, and without the words that would undo it."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=_Unknown)
        for name in _UNSAFE:
            self.filters.pop(name, None)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        closing = tree.find(nodes.ScopedEvalContextModifier)
        if closing is not None:
            raise TemplateSyntaxError(FORBIDDEN, closing.lineno, name, filename)
        return tree


def filled(template: bytes, contexts: Sequence[Mapping[str, Any]], file: str) -> list[bytes]:
    """Return the template filled with each of `contexts` (see `facts.written`), as bytes of .docx; the same in, the same bytes out.

    file: what the template is called in messages. OutputError: it is no Word file, is not to be trusted, or asks for what there is not.
    """
    _examined(template, file)
    return [_one(template, one, file) for one in contexts]


def _examined(template: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as packed:
            if sum(one.file_size for one in packed.infolist()) > _MOST_BYTES:
                raise OutputError(_LARGE, _CHOOSE, facts={"file": file})
            names = packed.namelist()
            if "word/document.xml" not in names:
                raise OutputError(_NO_WORD, _CHOOSE, facts={"file": file})
            for name in names:
                _part(name, packed.read(name), file)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise OutputError(_NO_WORD, _CHOOSE, facts={"file": file}) from error


def _part(name: str, data: bytes, file: str) -> None:
    """Refuse a part that fetches, runs, or would let a fact into a field code."""
    active = bool(_PROGRAM.search(name))
    if name.endswith(".rels"):
        active = active or any(_LINK not in one for one in _OUTSIDE.findall(data))
    if active:
        raise OutputError(_ACTIVE, _CHOOSE, facts={"file": file, "part": name})
    if name.endswith(".xml") and _FIELD.search(data):
        raise OutputError(_IN_FIELD, _CHOOSE, facts={"file": file})


def _one(template: bytes, context: Mapping[str, Any], file: str) -> bytes:
    from docxtpl import DocxTemplate

    read = [""]

    class _Read(DocxTemplate):  # type: ignore[misc]
        """A template that keeps what is being read of it, to say where a fault is."""

        def render_xml_part(self, src_xml: str, *more: Any, **named: Any) -> Any:
            read[0] = _PARAGRAPH.sub(r"\n<w:p\1", src_xml)  # as it is read: each paragraph on a line
            return super().render_xml_part(src_xml, *more, **named)

    made = io.BytesIO()
    try:
        document = _Read(io.BytesIO(template))
        document.render(dict(context), jinja_env=_Closed(), autoescape=True)
        document.save(made)
    except _BROKEN as error:
        raise told(error, read[0], context, file) from error
    return settled(made.getvalue())


def settled(data: bytes) -> bytes:
    """Return the file packed anew without the moments of packing."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(made, "w") as new:
        for name in packed.namelist():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type, entry.create_system, entry.external_attr = (
                zipfile.ZIP_DEFLATED,
                3,
                0o600 << 16,
            )
            new.writestr(entry, packed.read(name))
    return made.getvalue()
