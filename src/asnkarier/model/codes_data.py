"""Problem codes of the workspace and of contradictions between facts: code -> (sentence, remedy)."""

from typing import Final

from asnkarier.model.messages import N_

DATA_CODES: Final[dict[str, tuple[str, str]]] = {
    "CONFIG-BENTUK": (
        N_("config.yaml must hold `key: value` lines"),
        N_("compare it with the example that `asn init` writes"),
    ),
    "CONFIG-KUNCI": (N_("`{key}` is not a known setting"), N_("remove it, or see the example of `asn init`")),
    "CONFIG-KUNCI-MIRIP": (N_("`{key}` is not a known setting"), N_("did you mean `{nearest}`?")),
    "CONFIG-NILAI": (N_("`{key}`: {value} does not fit: {reason}"), N_("correct the value")),
    "BERKAS-BACA": (
        N_("this file cannot be read: {reason}"),
        N_("check that it exists and that you may read it"),
    ),
    "KINERJA-PREDIKAT-BEDA": (
        N_("the predikat is {stated}, but hasil kerja and perilaku kerja give {expected}"),
        N_(
            "ask the unit which of the three is wrong; until then the performance of that year counts as unknown"
        ),
    ),
}
