"""The parser of each cell kind that a schema may name."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from asnkarier.model.nip import Nip
from asnkarier.sheets.cells import combined, words
from asnkarier.sheets.cells.date import (
    date_parser,
    end_date_parser,
    schedule_parser,
    start_date_parser,
    year_parser,
)
from asnkarier.sheets.cells.nip import nip_parser, other_nip_parser
from asnkarier.sheets.cells.number import (
    level_parser,
    number_parser,
    parse_credit,
    parse_money,
    parse_whole,
    parse_year,
    parse_yes_no,
)
from asnkarier.sheets.cells.standing import kedudukan_parser
from asnkarier.sheets.cells.survey import answers
from asnkarier.sheets.cells.text import parse_code, parse_name, parse_text
from asnkarier.sheets.cells.totals import (
    ended_parser,
    parse_category,
    parse_origin,
    parse_passed,
    parse_phase,
    percent_parser,
)
from asnkarier.sheets.results import CellContext, Parser

_PLAIN: Final[Mapping[str, Parser]] = {
    "teks": parse_text,
    "nama": parse_name,
    "kode": parse_code,
    "bulat": parse_whole,
    "ya_tidak": parse_yes_no,
    "kredit": parse_credit,
    "angka": number_parser("ANGKA-BENTUK", thousands=None),
    "uang": parse_money,
    "status_asn": words.parse_status,
    "golongan": words.parse_golongan_cell,
    "jenis_jabatan": words.parse_jenis_jabatan,
    "jenjang": words.parse_jenjang_cell,
    "eselon": words.parse_eselon_cell,
    "tingkat_pendidikan": words.parse_tingkat,
    "pendidikan": words.parse_bidang,
    "ekspektasi": words.parse_ekspektasi,
    "predikat": words.parse_predikat,
    "kategori_jpm": parse_category,
    "lulus": parse_passed,
    "peran": answers.parse_role,
    "kode_responden": answers.parse_respondent,
    "fase": parse_phase,
    "asal": parse_origin,
    "skor": number_parser("ANGKA-BENTUK", thousands=False),
    "nama_gabungan": combined.parse_name_of_pair,
    "golongan_gabungan": combined.parse_golongan_before_date,
    "jabatan_tmt_gabungan": combined.parse_jabatan_before_date,
    "jabatan_eselon_gabungan": combined.parse_jabatan_before_eselon,
    "eselon_gabungan": combined.parse_eselon_of_pair,
    "jabatan_gabungan": combined.parse_jabatan_of_pair,
    "unit_gabungan": combined.parse_unit_of_pair,
    "tingkat_gabungan": combined.parse_tingkat_of_pair,
    "bidang_gabungan": combined.parse_bidang_of_pair,
}
# These need to know more than the cell: the day, the epoch, the scale, the other cells of the column.
_MADE: Final[Mapping[str, Callable[[CellContext, Sequence[str], Sequence[int]], Parser]]] = {
    "tanggal": date_parser,
    "tanggal_awal": start_date_parser,
    "tanggal_akhir": end_date_parser,
    "jadwal": schedule_parser,
    "tahun": lambda context, _, __: year_parser(context, parse_year),
    "tahun_rencana": lambda context, _, __: year_parser(context, parse_year, planned=True),
    "level": lambda context, _, __: level_parser(*context.vocabulary.level_range),
    "persen": lambda _, texts, kinds: percent_parser(texts, kinds),
    "hukuman": lambda context, _, __: words.hukuman_parser(context.vocabulary),
    "kedudukan_hukum": lambda context, _, __: kedudukan_parser(context.vocabulary),
    "kompetensi": lambda context, _, __: words.competency_parser(context.vocabulary),
    "jabatan_dikenal": lambda context, _, __: answers.post_parser(context.vocabulary),
    "kompetensi_dikenal": lambda context, _, __: answers.known_competency_parser(context.vocabulary),
    "level_standar": lambda context, _, __: answers.whole_level_parser(context.vocabulary),
    "tanggal_gabungan": lambda context, _, __: combined.date_of_pair(context),
    "status_pelatihan": lambda context, _, __: ended_parser(remarks=context.remarks),
    "nip_lain": lambda context, _, __: other_nip_parser(context.as_of),
    "jenis_kelamin": lambda _, texts, __: words.sex_parser(texts),
}
CELL_KINDS: Final = frozenset((*_PLAIN, *_MADE, "nip", "nip_gabungan"))


def parser_for(
    cell: str, context: CellContext, texts: Sequence[str], kinds: Sequence[int], nips: dict[str, Nip]
) -> Parser:
    """Return the parser of cell kind `cell`; texts, kinds: the distinct cells of its column; nips: filled by NIP columns."""
    if cell == "nip":
        return nip_parser(context.as_of, nips)
    if cell == "nip_gabungan":
        return combined.nip_of_pair(context.as_of, nips)
    return _PLAIN[cell] if cell in _PLAIN else _MADE[cell](context, texts, kinds)
