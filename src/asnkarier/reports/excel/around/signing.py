"""The head of the office's letters above a report, and the places of those who sign below it."""

from typing import Any, Final

from xlsxwriter.image import Image

from asnkarier.language import _, message
from asnkarier.model.messages import N_
from asnkarier.model.office.signing import Paper, Signatory
from asnkarier.reports.excel.around.upright import LAST, Upright
from asnkarier.reports.excel.formats import ACCENT, row_height
from asnkarier.reports.excel.written import put, put_across
from asnkarier.reports.shown.numbers import long_day

_LOGO_PIXELS: Final = 72
_ROOM_TO_SIGN: Final = 54.0  # points
_DOTS: Final = "…"
# Of the lines of one who signs, below place and day: how many there are, where the room to sign is, and the name.
_LINES, _SIGNED, _NAMED = 6, 3, 4


def letterhead(sheet: Upright, paper: Paper | None) -> None:
    """Write the head of the office's letters: the lines large, the last of several small, a rule below them."""
    logo = None if paper is None else _logo(paper)
    if paper is None or not (paper.lines or logo):
        return
    if logo is not None:
        scale = _LOGO_PIXELS / max(1.0, logo.height)
        place = {"x_scale": scale, "y_scale": scale, "x_offset": 6, "y_offset": 2, "object_position": 1}
        sheet.worksheet.insert_image(0, 0, str(paper.logo), place | {"description": _("Logo")})
    lines = paper.lines or ("", "", "")
    for number, line in enumerate(lines):
        address = number == len(lines) - 1 and number > 0
        look: dict[str, Any] = {"font_size": 9} if address else {"font_size": 13, "bold": True}
        bottom = {"bottom": 6, "bottom_color": ACCENT} if number == len(lines) - 1 else {}
        sheet.across(line, 15.0 if address else 20.0, align="center", **look, **bottom)
    sheet.row += 1


def logo_missing(paper: Paper | None) -> list[str]:
    """Return what is said where the picture that config.yaml names cannot be used."""
    if paper is None or paper.logo is None or _logo(paper):
        return []
    return [
        message(
            N_("The logo {file} is not there or is no picture: the head stands without it."),
            file=paper.logo.name,
        )
    ]


def _logo(paper: Paper) -> Image | None:
    if paper.logo is None or not paper.logo.is_file():
        return None
    try:
        return Image(str(paper.logo))
    except Exception:  # noqa: BLE001 - XlsxWriter raises errors of its own for what is no picture
        return None


def signatures(sheet: Upright, paper: Paper | None) -> None:
    """Leave the places of those who sign, two beside each other; what nobody said is left to be written by hand."""
    sheet.row += 2
    people = [] if paper is None else list(paper.signatories)
    place, day = ("", None) if paper is None else (paper.place, paper.day)
    where = f"{place or _DOTS * 12}, {_DOTS * 12 if day is None else long_day(day)}"
    for pair in _pairs(people or [Signatory("", "", "")]):
        _side_by_side(sheet, pair, where)
        where = ""


def room_to_sign(paper: Paper | None) -> float:
    """Return how many points of rows the places of those who sign take."""
    people = max(1, 0 if paper is None else len(paper.signatories))
    return (people + 1) // 2 * (_ROOM_TO_SIGN + (_LINES + 1) * row_height(1)) + 2 * row_height(1)


def _pairs(people: list[Signatory]) -> list[tuple[Signatory | None, Signatory]]:
    """Return who stands at the left and who at the right; whoever is left over at the right."""
    alone: list[tuple[Signatory | None, Signatory]] = [(None, people[-1])] if len(people) % 2 else []
    return [*zip(people[::2], people[1::2], strict=False), *alone]


def _side_by_side(sheet: Upright, pair: tuple[Signatory | None, Signatory], where: str) -> None:
    plain, name = sheet.formats.look(text_wrap=True), sheet.formats.look(text_wrap=True, bold=True)
    left, right = ([""] * _LINES if one is None else _lines(one) for one in pair)
    for number, texts in enumerate(zip(["", *left], [where, *right], strict=True)):
        if not any(texts) and number != _SIGNED:
            continue
        look = name if number == _NAMED else plain
        put_across(sheet.worksheet, sheet.row, 0, 1, texts[0] or None, look)
        put(sheet.worksheet, sheet.row, LAST, texts[1] or None, look)
        sheet.next_row(_ROOM_TO_SIGN if number == _SIGNED else row_height(1))
    sheet.row += 1


def _lines(one: Signatory) -> list[str]:
    """Return what stands above and below the room for a signature: role, office, the room, name, rank, NIP."""
    office = one.office or f"{_('Position')}: {_DOTS * 20}"
    nip = f"NIP. {one.nip or _DOTS * 23}" if one.has_nip else ""
    return [one.role, office, "", one.name or _DOTS * 26, one.rank, nip]
