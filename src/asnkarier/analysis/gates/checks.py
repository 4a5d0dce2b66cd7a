"""The named checks that a criterion may use, and their functions.

Each takes the criterion's value (plain data, already validated by `rules.checks`) and the case, and returns the outcome
for all people at once.
"""

from collections.abc import Callable
from typing import Any, Final

from asnkarier.analysis.gates.career import (
    check_jenjang_sebelumnya,
    check_kinerja_minimal,
    check_pengalaman_jabatan,
)
from asnkarier.analysis.gates.person import (
    check_bebas_hukuman,
    check_belum_bup,
    check_golongan_minimal,
    check_kedudukan_hukum,
    check_pendidikan_minimal,
    check_status_asn,
    check_usia_maksimal,
)
from asnkarier.analysis.gates.standard import check_jpm_minimal, check_pernyataan, check_persyaratan_mutlak
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import Outcome

CHECK_FUNCTIONS: Final[dict[str, Callable[[Any, Case], Outcome]]] = {
    "status_asn": check_status_asn,
    "kedudukan_hukum": check_kedudukan_hukum,
    "pendidikan_minimal": check_pendidikan_minimal,
    "golongan_minimal": check_golongan_minimal,
    "pengalaman_jabatan": check_pengalaman_jabatan,
    "kinerja_minimal": check_kinerja_minimal,
    "bebas_hukuman": check_bebas_hukuman,
    "jpm_minimal": check_jpm_minimal,
    "usia_maksimal": check_usia_maksimal,
    "belum_bup": check_belum_bup,
    "jenjang_sebelumnya": check_jenjang_sebelumnya,
    "persyaratan_mutlak": check_persyaratan_mutlak,
    "pernyataan": check_pernyataan,
}
