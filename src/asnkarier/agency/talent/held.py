"""The talent grid of everybody who counts, each measured against the post held, and the law that it rests on."""

from typing import TYPE_CHECKING, Final

import numpy as np

from asnkarier.agency.cover import cite_parameters
from asnkarier.agency.match import persons_of
from asnkarier.analysis.gates.targets import JpmSums
from asnkarier.analysis.talent.for_held import Held, HeldGrid, grid_for_held
from asnkarier.model.book import CitationLine

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

# Without any of these nobody stands in a box.
BOX_RULES: Final = (
    "talenta/sembilan_kotak",
    "kinerja/ambang_kinerja",
    "talenta/ambang_potensial",
    "talenta/bobot_potensial",
)
_RULES: Final = (
    *BOX_RULES,
    "talenta/tingkat_jabatan",
    "kinerja/matriks_predikat",
    "kinerja/nilai_predikat",
    "kinerja/tahun_dinilai",
    "talenta/bobot_kinerja",
    "talenta/bobot_pengalaman",
    "talenta/nilai_pendidikan",
    "talenta/nilai_kesesuaian_bidang",
    "talenta/nilai_lama_jabatan",
    "talenta/nilai_disiplin",
    "talenta/rentang_disiplin",
    "pengembangan/jam_pelajaran",
    "kompetensi/aspek_potensi",
    "kompetensi/level_kelas_jabatan",
    "talenta/rekomendasi_kotak",
    "talenta/kelompok_rencana_suksesi",
    "talenta/bobot_talenta",
)


def held_of(now: "Snapshot") -> Held:
    """Return what everybody's post asks for and how far it is reached, in the order of the dossiers."""
    people = now.people
    match = persons_of(now, people)
    sums = JpmSums(*(match[name].to_numpy(dtype=np.int64) for name in ("low_num", "high_num", "total")))
    return Held(now.dossiers, people.standards, people.standard_of, sums, now.levels)


def held_grid(now: "Snapshot", held: Held) -> HeldGrid:
    """Return the grid of everybody."""
    return grid_for_held(held, now.rulebook, now.settings.talent.near)


def talent_citations(now: "Snapshot") -> tuple[CitationLine, ...]:
    """Return the law of the map that is in force on the day."""
    rules = (one for one in _RULES if one in now.rulebook.parameters)
    return cite_parameters(now, rules)
