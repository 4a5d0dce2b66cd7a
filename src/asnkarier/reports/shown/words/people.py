"""What the codes of formation, the index of professionalism, reviews and profiles are called: code -> (English msgid, tone)."""

from typing import Final

from asnkarier.model.messages import N_
from asnkarier.reports.shown.words.plan_work import Tone
from asnkarier.reports.shown.words.rollup import ROLLUP_WORDS

PEOPLE_WORDS: Final[dict[str, tuple[str, Tone]]] = {
    # what ends the service
    "listed_pension": (N_("listed TMT pensiun"), "plain"),
    "contract_ends": (N_("end of contract"), "plain"),
    "reaches_bup": (N_("retirement age"), "plain"),
    # reviews
    "reward": (N_("reward"), "good"),
    "guide": (N_("guide"), "bad"),
    "watch": (N_("watch"), "fair"),
    "trend_rising": (N_("rising"), "good"),
    "trend_falling": (N_("falling"), "bad"),
    "trend_steady": (N_("steady"), "plain"),
    "trend_changing": (N_("up and down"), "fair"),
    # the index of professionalism
    "kepemimpinan": (N_("leadership training"), "plain"),
    "pelatihan_teknis": (N_("technical training"), "plain"),
    "pelatihan_fungsional": (N_("functional training"), "plain"),
    "seminar": (N_("seminar, workshop and the like"), "plain"),
    "disiplin": (N_("discipline record"), "plain"),
    "indeks_sangat_tinggi": (N_("very high"), "good"),
    "indeks_tinggi": (N_("high"), "good"),
    "indeks_sedang": (N_("medium"), "fair"),
    "indeks_rendah": (N_("low"), "bad"),
    "indeks_sangat_rendah": (N_("very low"), "bad"),
    # kinds of input files
    "formation": (N_("people that posts need"), "plain"),
    # kinds of letters
    "letters": (N_("Letters"), "plain"),
    "surat-tugas": (N_("letter of assignment"), "plain"),
    "nota-dinas": (N_("note about the plan"), "plain"),
    "undangan-asesmen": (N_("invitation to an assessment"), "plain"),
    "berita-acara": (N_("minutes about a shortlist"), "plain"),
    "piagam": (N_("certificate"), "plain"),
    "surat-pembinaan": (N_("letter of guidance"), "plain"),
    # many agencies
    **ROLLUP_WORDS,
}
