"""What the codes of the talent map are called: code -> (English msgid, tone)."""

from typing import Final

from asnkarier.model.messages import N_
from asnkarier.reports.shown.words.plan_work import Tone

TALENT_WORDS: Final[dict[str, tuple[str, Tone]]] = {
    # levels of posts
    "jpt": (N_("JPT"), "plain"),
    "jf": (N_("JF"), "plain"),
    # axes
    "potensial": (N_("axis of potential"), "plain"),
    "keduanya": (N_("both axes"), "plain"),
    # values of a single fact that decide a box
    "bidang_sesuai": (N_("fits the post"), "plain"),
    "bidang_tidak_sesuai": (N_("does not fit the post"), "plain"),
    "sedang_menjalani": (N_("being served"), "bad"),
    "hukuman_lewat": (N_("over, still counted"), "fair"),
    "hukuman_tidak_dihitung": (N_("so long ago that it counts no longer"), "good"),
    # figures of a line
    "talent_score": (N_("talent score"), "plain"),
    "krs_place": (N_("place in the pool"), "plain"),
    # succession pools
    "instansi": (N_("of the agency"), "good"),
    "nasional": (N_("of the agency and the nation"), "good"),
    "enough": (N_("enough"), "good"),
    "may_be_enough": (N_("perhaps enough"), "fair"),
    "pool_too_few": (N_("too few"), "bad"),
    "pool_unjudged": (N_("nobody can be judged for it"), "muted"),
    "in_pool": (N_("in the pool"), "good"),
    "may_be_in_pool": (N_("may be in the pool"), "fair"),
    "fails_requirement": (N_("requirement not met"), "bad"),
    # what the cover counts
    "boxed": (N_("people with a certain box"), "plain"),
}
