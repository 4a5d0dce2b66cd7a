"""What may be asked of `asn talent-map`."""

from typing import Annotated, Literal

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, Command, Day, Request, Word

# The classes of posts, and the two levels that several of them make up together (PermenPANRB 20/2025 Pasal 18).
Kelompok = Literal[
    "jpt", "jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas", "pelaksana", "jf", "jf_ahli_utama", "jf_ahli_madya",
    "jf_ahli_muda", "jf_ahli_pertama", "jf_penyelia", "jf_mahir", "jf_terampil", "jf_pemula",
]  # fmt: skip


class TalentRequest(Request):
    """Whose boxes: of which class of posts and which unit; and the earlier day to compare with (None: config's)."""

    kelompok: Annotated[
        Kelompok | None, Field(alias="class"), Word(N_("only holders of posts of this class"), filters=True)
    ] = None
    unit: Annotated[str | None, UNIT] = None
    since: Annotated[Day | None, Word(N_("compare with the boxes of this earlier day"), N_("YYYY-MM-DD"))] = (
        None
    )


COMMANDS = (
    Command(
        "talent-map",
        N_(
            "The nine talent boxes: who stands where, what would decide the open ones, and the succession pools."
        ),
        TalentRequest,
        "talent.map_talent",
        ("talent-map", "talent-map --class administrator --output peta-talenta.xlsx"),
        order=95,
    ),
)
