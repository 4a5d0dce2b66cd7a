"""Which figures of which reports are explained. A report adds its sections here and nothing else; `lines` works them out."""

from collections.abc import Mapping
from typing import Final

from asnkarier.agency.training.hours import MOST
from asnkarier.analysis.careers.retiring import END_OF_SERVICE
from asnkarier.model.messages import N_
from asnkarier.rules.rulebook import DEFAULT_LEVELS
from asnkarier.workflows.explaining import findings, mine
from asnkarier.workflows.explaining.figures import (
    Figure,
    Report,
    Section,
    appraised,
    assessed,
    course,
    grouped,
    last_appraisal,
    level,
    nothing,
    own_cell,
    potential,
    register,
    reviewed_years,
)
from asnkarier.workflows.explaining.moments import MOMENTS
from asnkarier.workflows.requests.succession import MOST_YEARS

_BOX: Final = "talenta/sembilan_kotak"
_DISCIPLINE: Final = register("hukuman_disiplin", "hukuman_selesai")
_PARTS: Final = tuple(
    Figure(f"unsur_{name}_low", rules, facts, upto=f"unsur_{name}_high", called=name)
    for name, rules, facts in (
        ("penilaian_kompetensi", (DEFAULT_LEVELS,), assessed),
        ("pengembangan_kompetensi", ("pengembangan/jam_pelajaran",), lambda cells, _row: cells.trained(last_year=True)),
        ("pengalaman_jabatan", ("talenta/nilai_lama_jabatan",), lambda cells, _row: cells.served()),
        ("potensi", ("kompetensi/aspek_potensi",), potential),
        ("pendidikan", ("talenta/nilai_pendidikan",), register("tingkat_pendidikan")),
        ("kesesuaian_bidang", ("talenta/nilai_kesesuaian_bidang",), register("pendidikan")),
        ("integritas", ("talenta/nilai_disiplin", "talenta/rentang_disiplin"), _DISCIPLINE),
    )
)  # fmt: skip
_MAP: Final = Section(
    "rows",
    (
        Figure("kotak", (_BOX,)),
        Figure("boxes_possible", (_BOX,)),
        Figure("kotak_reason"),
        Figure("find_out"),
        Figure("decides_alone"),
        Figure("predikat", ("kinerja/matriks_predikat",), last_appraisal),
        Figure("kinerja_low", ("kinerja/nilai_predikat", "kinerja/tahun_dinilai", "talenta/bobot_kinerja"), appraised, upto="kinerja_high", called="kinerja"),
        Figure("kinerja_label", ("kinerja/ambang_kinerja",)),
        *_PARTS,
        Figure("potensi_low", ("talenta/bobot_potensial",), upto="potensi_high", called="potensial"),
        Figure("potensi_label", ("talenta/ambang_potensial",)),
        Figure("score_low", ("talenta/bobot_talenta",), upto="score_high", called="talent_score"),
        Figure("near_line", ("talent.near",)),
        Figure("kotak_then", (_BOX,)),
        Figure("krs", ("talenta/kelompok_rencana_suksesi",)),
        Figure("recommendation", ("talenta/rekomendasi_kotak",)),
    ),
    ("jabatan",),
)  # fmt: skip
_POOL: Final = Section(
    "krs_members",
    (
        Figure("membership", ("talenta/kelompok_rencana_suksesi",)),
        Figure("place"),
        Figure("place_best", upto="place_worst", called="krs_place"),
        Figure("status"),
        Figure("score_low", ("talenta/bobot_talenta",), upto="score_high", called="talent_score"),
    ),
    ("target",),
    gates=findings.for_post_today,
)
_BENCH: Final = Section(
    "candidates",
    (
        Figure("status", ("succession",)),
        Figure("ready_on"),
        Figure("if_kept"),
        Figure("at_latest"),
        Figure("missing", cited_by="first_gate_missing"),
        Figure("observed"),
        Figure("required", cited_by="first_gate_missing"),
        Figure("remedy"),
        Figure("cost"),
        Figure("class_cost"),
        Figure("cost_reason"),
        Figure("opens_key_post", ("needs.critical",)),
    ),
    ("jabatan", "unit_kerja"),
    gates=findings.on_the_bench,
)
_REVIEW: Final = Section(
    "rows",
    (
        Figure("list", (), reviewed_years, cited_by="citation"),
        Figure("could_be", ("kinerja/penghargaan_kinerja", "kinerja/pembinaan_kinerja", "review"), reviewed_years),
        Figure("trend", ("kinerja/urutan_predikat", "review"), reviewed_years),
        Figure("years", ("kinerja/matriks_predikat",), reviewed_years),
        Figure("follow_up_on", cited_by="follow_up_citation"),
        Figure("overdue_days"),
        Figure("strengths", (DEFAULT_LEVELS,), assessed),
        Figure("weaknesses", (DEFAULT_LEVELS,), assessed),
        Figure("last_action", (), lambda cells, _row: cells.trained()),
        Figure("last_action_on"),
        Figure("last_action_status"),
        Figure("last_action_worked", (), assessed),
        Figure("agenda"),
    ),
    ("jabatan",),
)  # fmt: skip
_INDEX: Final = Section(
    "rows",
    (
        Figure("kualifikasi_low", ("ip_asn/nilai_kualifikasi",), register("tingkat_pendidikan"), upto="kualifikasi_high", called="kualifikasi"),
        Figure("kompetensi_low", ("ip_asn/nilai_kompetensi", "ip_asn/nilai_seminar_pelaksana", "ip_asn/masa_pelatihan"), lambda cells, _row: cells.trained(), upto="kompetensi_high", called="kompetensi"),
        Figure("kinerja_low", ("ip_asn/nilai_kinerja", "kinerja/matriks_predikat"), last_appraisal, upto="kinerja_high", called="kinerja"),
        Figure("disiplin_low", ("ip_asn/nilai_disiplin", "ip_asn/rentang_disiplin"), _DISCIPLINE, upto="disiplin_high", called="disiplin"),
        Figure("low", upto="high", called="total"),
        Figure("band", ("ip_asn/kategori",)),
        Figure("unknown_parts"),
    ),
    ("jabatan",),
)  # fmt: skip
_STANDING: Final = register("jabatan", "unit_kerja")
_LEAVING: Final = register("tmt_pensiun", "tanggal_lahir", "akhir_kontrak")
_FORMATION: Final = Section(
    "rows",
    (
        Figure("need", (), own_cell),
        Figure("held", (), _STANDING),
        Figure("short_now"),
        Figure("over_now"),
        *(Figure(f"short_{year}y_low", END_OF_SERVICE, _LEAVING, upto=f"short_{year}y_high", called=f"short_{year}y") for year in range(1, 6)),
        Figure("candidates_inside"),
        Figure("over_elsewhere"),
        Figure("reason"),
    ),
    ("jabatan", "unit_kerja"),
    mine=mine.by_line,
)  # fmt: skip
_UNLISTED: Final = Section(
    "unlisted",
    (Figure("held", (), _STANDING), Figure("nearest")),
    ("jabatan", "unit_kerja"),
    mine=mine.by_post,
)
_MOVE: Final = (
    Figure("route"),
    Figure("kind", ("jabatan/pola_karier",)),
    Figure("jpm", (), assessed),
    Figure("score"),
    Figure("reason"),
    Figure("judged_on"),
)
_PLACED: Final = Section("rows", _MOVE, ("jabatan", "vacancy"), gates=findings.of_the_report)
_CHAINED: Final = Section(
    "rows",
    (
        Figure("chain_id"),
        Figure("step"),
        Figure("depends_on"),
        Figure("post_opened"),
        Figure("gain"),
        Figure("cumulative_gain"),
        *_MOVE,
    ),
    ("jabatan", "unit_kerja"),
    gates=findings.of_the_report,
)
_EXPIRES: Final = Section(
    "rows",
    (
        Figure("until", ("assessment",), own_cell),
        Figure("consequence"),
        Figure("cost_low", upto="cost_high", called="cost_to_renew"),
        Figure("cost_basis"),
    ),
    ("what",),
)
_LEAVES: Final = (
    Figure("earliest_on"),
    Figure("latest_on"),
    Figure("bup", (), register("jabatan"), cited_by="citation"),
    Figure("bup_latest", (), register("jabatan"), cited_by="citation"),
    Figure("ends_by"),
    Figure("basis", (), own_cell, cited_by="citation day_citation"),
)
_RETIRES: Final = Section(
    "rows",
    (
        Figure("retires_on", (), own_cell, cited_by="citation day_citation"),
        *_LEAVES,
        Figure("key_post", ("needs.critical",)),
        Figure("empties_post", (), _STANDING),
    ),
    ("jabatan",),
)
_NO_DAY: Final = Section("unknown", _LEAVES, ("jabatan",))
_COURSE: Final = (
    Figure("kode", (), course("kode")),
    Figure("kompetensi", (), course("kompetensi")),
    Figure("level_from", (), level),
    Figure("level_to", (), course("level_akhir")),
    Figure("jp", ("pengembangan/jam_pelajaran", MOST), course("jp")),
    Figure("biaya", (), course("biaya")),
    Figure("benefit"),
    Figure("reason", (DEFAULT_LEVELS,)),
    Figure("tahun"),
)
_PLANNED: Final = Section(
    "rows",
    (*_COURSE, Figure("kelas"), Figure("dana"), Figure("carried_from"), Figure("usulan"), Figure("next_nama"), Figure("next_enters_at")),
    ("nama_pelatihan",),
)  # fmt: skip
_WAITS: Final = Section(
    "postponed",
    (*_COURSE, Figure("loss"), Figure("why"), Figure("enters_at", absent="entry_none"), Figure("instead_nama"), Figure("instead_kode")),
    ("nama_pelatihan",),
)  # fmt: skip
_NEXT: Final = Section(
    "rows",
    (
        Figure("kode", (), course("kode")),
        Figure("kompetensi", (), course("kompetensi")),
        Figure("tahun"),
        Figure("next_benefit", (), level),
        Figure("next_enters_at", (), course("biaya"), absent="entry_none"),
    ),
    ("nama_pelatihan",),
    mine=mine.by_next,
    title=N_("Next in line"),
)
_GROUP: Final = tuple(
    Figure(name, ("fairness",), grouped if name == "group" else nothing)
    for name in ("group", "n", "selected", "rate", "ratio", "low", "high", "p", "p_adj", "detectable", "verdict", "direction")
)  # fmt: skip
_FAIR: Final = tuple(Section(block, _GROUP, ("group_by",), mine=mine.by_group) for block in ("rows", "among"))


_RATER: Final = Section(
    "rows",
    tuple(
        Figure(name, ("fairness",), nothing)
        for name in ("n", "mean", "expected", "difference", "shrunk", "low", "high", "p", "p_adj", "detectable", "verdict", "direction", "basis")
    ),
    ("group",),
    mine=mine.by_rater,
)  # fmt: skip


def _fair(of: str, **more: object) -> Report:
    return Report("fairness", _FAIR, {"of": of, **more}, asking=("vacancies",) if more else ())


REPORTS: Final[Mapping[str, Report]] = {
    "talent-map": Report("talent-map", (_MAP, _POOL)),
    "succession": Report("succession", (_BENCH,), asking=("vacancies",)),
    "review": Report("review", (_REVIEW,)),
    "ip-asn": Report("ip-asn", (_INDEX,)),
    "formation": Report("formation", (_FORMATION, _UNLISTED), asking=("formation",)),
    "recommend-placement": Report("recommend-placement", (_PLACED,)),
    "cascade": Report("recommend-placement", (_CHAINED,), {"cascade": True}),
    "expiring": Report("expiring", (_EXPIRES,)),
    # As far ahead as the report goes: who leaves long after the years of the list has a day too.
    "retirements": Report("retirements", (_RETIRES, _NO_DAY), {"years": MOST_YEARS}),
    "recommend-training": Report("recommend-training", (_PLANNED, _NEXT, _WAITS), asking=("courses",)),
    "fairness-talent": _fair("talent"),
    "fairness-reward": _fair("reward"),
    "fairness-training": _fair("training"),
    "fairness-shortlist": _fair("shortlist", all_vacancies=True),
    "fairness-ratings": Report("fairness", (_RATER,), {"of": "ratings"}),
    **MOMENTS,
}
