"""The answers of those who know posts, beside the standards of today, and what follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.agency.lookups import find_name
from asnkarier.agency.people import match_standards
from asnkarier.agency.snapshot import Snapshot, load_snapshot
from asnkarier.analysis.standards.opinions import opinions
from asnkarier.analysis.standards.proposing import Agreed, proposals
from asnkarier.catalog.changes.matching import file_name
from asnkarier.catalog.types import JobStandard
from asnkarier.model.book import CitationLine
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.messages import N_
from asnkarier.model.said import LawText

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.settings import Settings
    from asnkarier.store.store import Store

_POLICIES: Final = {
    "least_answers": LawText("Jawaban paling sedikit", "Least number of answers"),
    "least_agreement": LawText("Kesepakatan paling rendah (r_wg)", "Least agreement (r_wg)"),
    "roles_apart": LawText(
        "Beda antarperan yang dibicarakan", "Difference between roles that is talked over"
    ),
}


@dataclass(frozen=True)
class Answered:
    """What was answered. answers: the table `standard_inputs` with standar; rows: `proposals`; standards: standar -> what judges its posts today.

    jabatan: standar -> the posts that it is about; kelompok: standar -> their class, where anything tells it. A post without a standard of its own stands under
    the name that its file would have.
    """

    now: Snapshot
    answers: pd.DataFrame
    rows: pd.DataFrame
    standards: Mapping[str, JobStandard | None]
    jabatan: Mapping[str, tuple[str, ...]]
    kelompok: Mapping[str, str]


def answered(workspace: "Workspace", store: "Store", jabatan: str | None = None) -> Answered:
    """Return the answers about every post, or about the standard of one; UsageError: nobody answered about that one."""
    now = load_snapshot(workspace, store)
    answers = now.frames["standard_inputs"]
    own, files, posts, classes = _standards(now, answers)
    answers = answers.assign(standar=answers["jabatan"].map(files).astype("str"))
    if jabatan is not None:
        name = find_name([*answers["jabatan"].unique(), *own], jabatan, N_("nobody answered about {text}"))
        answers = answers[answers["standar"] == files.get(name, name)]
    # The same person may have named one post in two ways; what was told last counts.
    key = answers["jabatan"].map(normalise_jabatan)
    again = answers.assign(jabatan=key).duplicated(
        ["jabatan", "kompetensi", "peran", "responden"], keep="last"
    )
    answers = answers[~again].astype({"level": "int64"}).reset_index(drop=True)
    low, high = now.rulebook.level_scale(now.as_of)
    present = _present({one: own[one] for one in sorted(answers["standar"].unique())})
    policy = now.settings.standards
    agreed = Agreed(policy.least_answers, policy.least_agreement, policy.roles_apart)
    rows = proposals(opinions(answers, round(high - low) + 1), present, agreed)
    return Answered(now, answers, rows, own, posts, classes)


def _standards(
    now: Snapshot, answers: pd.DataFrame
) -> tuple[dict[str, JobStandard | None], dict[str, str], dict[str, tuple[str, ...]], dict[str, str]]:
    """Return what judges each standard's posts today, the standard of each post as it is written, and the posts and the class of each standard."""
    held = now.employees["jabatan"].fillna("").map(normalise_jabatan)
    known = {
        name: one for name, one in zip(held, now.employees["kelompok"], strict=True) if isinstance(one, str)
    }
    own: dict[str, JobStandard | None] = {}
    files: dict[str, str] = {}
    posts: dict[str, tuple[str, ...]] = {}
    classes: dict[str, str] = {}
    for name in answers["jabatan"].unique():
        kelompok = known.get(normalise_jabatan(name))
        found, place = match_standards(now, [(name, kelompok)])
        standard = found[0] if place[0] >= 0 else None
        more: tuple[str, ...] = (name,)
        if standard is None or standard.is_default:
            files[name] = _free_name(now, name)
        else:
            files[name], more = standard.id, standard.jabatan
        own[files[name]] = standard
        posts[files[name]] = tuple(dict.fromkeys((*posts.get(files[name], ()), *more)))
        kelompok = standard.kelompok if standard else kelompok
        if kelompok is not None:
            classes[files[name]] = kelompok
    return own, files, posts, classes


def _free_name(now: Snapshot, jabatan: str) -> str:
    """Return the name that the file of a new standard would have; no standard bears it."""
    stem = name = file_name(jabatan) or "standar"
    taken = {one.casefold() for one in now.catalog.standards}
    number = 2
    while name.casefold() in taken:
        name, number = f"{stem}_{number}", number + 1
    return name


def _present(standards: Mapping[str, JobStandard | None]) -> pd.DataFrame:
    lines = [
        (name, one.kompetensi, float(one.level))
        for name, standard in standards.items()
        for one in (standard.kompetensi if standard else ())
    ]
    frame = pd.DataFrame(lines, columns=["standar", "kompetensi", "required"])
    return frame.astype({"standar": "str", "kompetensi": "str", "required": "float64"})


def policy_lines(settings: "Settings") -> tuple[CitationLine, ...]:
    """Return the policies by which answers count, as citations."""
    found = settings.standards
    return tuple(
        CitationLine(f"standards.{name}", title, f"{getattr(found, name):g}", f"config.yaml: standards.{name}", "kebijakan", "")
        for name, title in _POLICIES.items()
    )  # fmt: skip
