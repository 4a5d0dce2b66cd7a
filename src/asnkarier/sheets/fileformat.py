"""What a file is, by its bytes: the suffix is only a name that somebody gave it."""

import re
from pathlib import Path
from typing import Final, Literal

from asnkarier.sheets.parts.archive import Archive
from asnkarier.sheets.refusal import RefusedError

Format = Literal["zip", "xls", "xlsb", "ods", "html", "xml2003", "text"]

_HEAD: Final = 65_536
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF: Final = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MAGIC: Final = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"), (b"\x1f\x8b", "gzip"), (b"{\\rtf", "RTF"), (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "program"), (b"MZ", "program"), (b"BZh", "bzip2"),
)  # fmt: skip
_HTML: Final = re.compile(
    rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|style|div|script|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG: Final = re.compile(rb"<(?:html|table)\b(?!:)", re.IGNORECASE)
_XML_WORKBOOK: Final = re.compile(
    rb"progid\s*=\s*[\"']Excel\.Sheet|<(?:\w+:)?Workbook\b[^>]{0,4000}?urn:schemas-microsoft-com:office:spreadsheet"
)
_MARKUP: Final = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?:\?xml|\?mso-|!--|(?:\w+:)?Workbook)\b"
)
# Texts that hold data, but no rows: what a programming interface or a database hands out.
_DATA: Final = (
    (
        re.compile(
            rb'(?:\[\s{0,99})?\{\s{0,99}(?:"[^"\r\n]{0,200}"\s{0,9}:|\})|\[\s{0,99}(?:\]|\[\s{0,99}")'
        ),
        "JSON",
    ),
    (
        re.compile(
            rb"\A(?:(?:--|/\*)[^\n]{0,300}\n\s{0,9})*(?:INSERT\s+INTO|CREATE\s+TABLE|DROP\s+TABLE|USE\s+`|SET\s+\w)",
            re.IGNORECASE,
        ),
        "SQL",
    ),
)
_LEADING: Final = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_SPREADSHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_XML: Final = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<\?xml\b", re.IGNORECASE)
_CONTROL: Final = bytes(set(range(32)) - {0, 9, 10, 12, 13, 27}) + b"\x7f"
_BINARY_SHARE: Final = 0.02
_UTF16_SHARE: Final = 0.8
_UTF16_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")
_MAX_TEXT: Final = 2 * 1024**3


def sniff(path: Path) -> Format:
    """Return how to read the file, or raise RefusedError with the reason why it cannot be read.

    A web page comes in any Latin spelling or in UTF-16; whatever is neither workbook, page nor binary is text.
    """
    if path.name.startswith("~$"):
        raise RefusedError("BERKAS-KUNCI-EXCEL")
    try:
        if not path.is_file():
            raise RefusedError("BERKAS-BACA", reason="not a file" if path.exists() else "no such file")
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise RefusedError("BERKAS-BACA", reason=error.strerror or str(error)) from error
    if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\x00"):
        raise RefusedError("BERKAS-KOSONG")
    workbook = _workbook(path, head)
    if workbook:
        return workbook
    _refuse_other_formats(head)
    if size > _MAX_TEXT:
        raise RefusedError("BERKAS-BESAR", limit=_MAX_TEXT)
    return "text"


def _workbook(path: Path, head: bytes) -> Format | None:
    if head.startswith(b"PK\x03\x04"):
        return _zip_format(path)
    if head.startswith(_OLE):
        if _contains(path, _ENCRYPTED):
            raise RefusedError("BERKAS-TERKUNCI")
        return "xls"
    if head.startswith(_BIFF):
        raise RefusedError("BERKAS-XLS", reason="written before Excel 5")
    if _is_xml_workbook(head):
        return "xml2003"
    return "html" if _is_html(head) else None


def _refuse_other_formats(head: bytes) -> None:
    for magic, name in _MAGIC:
        if head.startswith(magic):
            raise RefusedError("BERKAS-ASING", format=name)
    if head.startswith(b"PK"):
        raise RefusedError("BERKAS-RUSAK", reason="empty or split zip")
    text = _as_latin(head)
    if _XML.match(text):
        raise RefusedError("BERKAS-ASING", format="XML")
    for pattern, name in _DATA:
        if pattern.match(text.lstrip(_LEADING)):
            raise RefusedError("BERKAS-ASING", format=name)
    if not head.startswith(_UTF16_BOMS) and _is_binary(head):
        raise RefusedError("BERKAS-ASING", format="binary")


def _zip_format(path: Path) -> Format:
    """Return which workbook the zip holds; one that holds none is refused when its parts are looked for."""
    with Archive(path) as archive:
        if "xl/workbook.bin" in archive:
            return "xlsb"
        if "mimetype" not in archive or "content.xml" not in archive:
            return "zip"
        kind = b"".join(archive.stream("mimetype")).strip()
    if not kind.startswith(_SPREADSHEET):
        raise RefusedError("BERKAS-ASING", format=kind[:80].decode("ascii", "replace"))
    return "ods"


def _as_latin(head: bytes) -> bytes:
    """Return the head with one byte per character, so that Latin patterns match UTF-16 too."""
    return head.replace(b"\0", b"") if head.startswith(_UTF16_BOMS) or looks_like_utf16(head) else head


def _is_xml_workbook(head: bytes) -> bool:
    text = _as_latin(head)
    return bool(_MARKUP.match(text)) and _XML_WORKBOOK.search(text) is not None


def _is_html(head: bytes) -> bool:
    text = _as_latin(head)
    return bool(_HTML.match(text) or (_XML.match(text) and _HTML_TAG.search(text)))


def looks_like_utf16(head: bytes) -> Literal["utf-16-le", "utf-16-be"] | None:
    """Return the byte order of UTF-16 text without a mark: every second byte of Latin text is zero."""
    even, odd = head[0:4096:2].count(0), head[1:4096:2].count(0)
    half = len(head[:4096]) // 2
    if half and odd > half * _UTF16_SHARE and not even:
        return "utf-16-le"
    return "utf-16-be" if half and even > half * _UTF16_SHARE and not odd else None


def _is_binary(head: bytes) -> bool:
    if looks_like_utf16(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROL))
    return controls > _BINARY_SHARE * len(head)


def _contains(path: Path, needle: bytes) -> bool:
    """Return whether the file holds `needle`; it is read in overlapping pieces."""
    keep = b""
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            if needle in keep + piece:
                return True
            keep = piece[-len(needle) :]
    return False
