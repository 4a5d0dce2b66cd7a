"""Tables that count people per unit: they hold the ids and names of units, and are no list of units."""

import re
from typing import Final

from asnkarier.sheets.layout.columns import Columns
from asnkarier.sheets.schema import heading_key

_PARENT: Final = "id_atasan"
_SUM: Final = re.compile(
    r"(?:SUB)?(?:JUMLAH|TOTAL|JML)\w*|PERSENTASE|PROSENTASE|BEZETTING|EKSISTING|KEBUTUHAN|ABK|KEKURANGAN|KELEBIHAN"
)
_GROUP: Final = re.compile(
    r"L|P|LK|PR|LAKILAKI|PRIA|WANITA|PEREMPUAN|PNS|CPNS|PPPK|ASN|HONORER|GOL(?:ONGAN|RUANG)?(?:I{1,3}|IV)?|(?:I{1,3}|IV)[A-E]?"
    r"|SD|SLTP|SMP|SLTA|SMA|SMK|D(?:I{1,3}|IV|[1-4])|S[123]|STRUKTURAL|FUNGSIONAL\w*|PELAKSANA|ESELON(?:I{1,3}|IV)?|USIA\w*"
)
_SEVERAL: Final = 2


def counting_headings(columns: Columns) -> tuple[str, ...]:
    """Return the headings that count people in what looks like a list of units without the units above; else nothing."""
    if columns.schema.kind != "units" or _PARENT in columns.fields:
        return ()
    others = [*columns.unmapped, *columns.ignored]
    keys = [(heading.text, {heading_key(part) for part in heading.parts}) for heading in others]
    sums = [text for text, parts in keys if any(_SUM.fullmatch(part) for part in parts)]
    groups = [text for text, parts in keys if any(_GROUP.fullmatch(part) for part in parts)]
    return tuple(dict.fromkeys([*sums, *groups])) if sums or len(groups) >= _SEVERAL else ()
