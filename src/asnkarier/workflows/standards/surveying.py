"""`asn standards survey`: the form that asks those who know posts which level each of their competencies needs."""

from typing import TYPE_CHECKING, Final

from asnkarier.agency.lookups import find_name
from asnkarier.agency.people import match_standards
from asnkarier.agency.snapshot import load_snapshot
from asnkarier.agency.vocabulary import known_posts, reading_vocabulary
from asnkarier.errors import UsageError
from asnkarier.language import _, message
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.messages import N_
from asnkarier.reports.shown.labels import competency_words
from asnkarier.reports.survey_form import SurveyForm, survey_form
from asnkarier.workflows.requests.standards import SurveyRequest
from asnkarier.workflows.standards.naming import catalog_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from asnkarier.agency.workspace import Workspace
    from asnkarier.catalog.types import JobStandard

_ROLES: Final = ("Atasan", "Pemangku", "Pengguna")
_GUIDE: Final = (
    ("Peran", N_("how you know the post: Atasan (its superior), Pemangku (its holder), Pengguna (who is served by it). Where you know one post in another way than the rest, type the role over in its rows")),
    ("Kode Responden", N_("the code that the office gave you, one per person; never a name or a NIP. Answers are kept and counted under it")),
    ("Level yang Dibutuhkan", N_("what the post needs, whoever holds it; the whole levels {low} to {high}. Leave the cell empty when you cannot say: that counts as no answer, not as a level")),
    ("Catatan", N_("why, if you like")),
    (N_("More rows"), N_("a competency that the post needs and the form lacks may be added below: position, competency, level, role and code")),
    (N_("Why no level stands here"), N_("a level that is shown draws answers towards itself; the standard of today is compared with the answers afterwards")),
    ("asn import FILE.xlsx", N_("reads the answers; asn standards inputs counts them")),
)  # fmt: skip


def survey_workbook(workspace: "Workspace", request: SurveyRequest) -> tuple[bytes, int, int]:
    """Return the form (.xlsx), of how many posts and of how many competencies of posts; UsageError: a post is not known, or there is none."""
    asked = list(_posts(workspace, request))
    low, high = workspace.rulebook.level_scale(workspace.as_of)
    levels = tuple(range(round(low), round(high) + 1))
    heading = _Headings(workspace)
    posts = [(name, heading.of(competencies)) for name, competencies in asked]
    role = "" if request.role is None else request.role.capitalize()
    form = SurveyForm(
        title=_(N_("Which level does each competency of a post need?")),
        intro=(
            _(
                N_(
                    "Fill in role and code once, then a level in each row that you can judge; leave the others empty."
                )
            ),
            _(N_("Give the file back as it is; the second sheet explains the columns.")),
        ),
        role_label=_(N_("Your role")),
        code_label=_(N_("Your code (no name, no NIP)")),
        role=role,
        code=request.respondent or "",
        roles=_ROLES,
        levels=levels,
        posts=posts,
        guide_name=_(N_("Guide")),
        guide=[
            *((_(name), message(text, low=levels[0], high=levels[-1])) for name, text in _GUIDE),
            *((f"Level {level}", name) for level, name in _names_of_levels(workspace).items()),
        ],
    )
    return survey_form(form), len(posts), sum(len(names) for _post, names in posts)


def _posts(workspace: "Workspace", request: SurveyRequest) -> "Iterator[tuple[str, Sequence[str]]]":
    """Yield each position with the competencies that are asked of it today; without names, every position of the agency's standards."""
    catalog = catalog_of(workspace)
    if not request.jabatan:
        if not catalog.names:
            raise UsageError(
                N_("there is no standard whose positions could be asked about"), N_("name the positions")
            )
        for post in catalog.names:
            one = catalog.for_jabatan(post)
            yield post, [] if one is None else [asked.kompetensi for asked in one.kompetensi]
        return
    known = known_posts(workspace, None)
    for text in dict.fromkeys(request.jabatan):
        name = known.get(normalise_jabatan(text))
        name = name or find_name(known.values(), text, N_("position {text} is not known"))
        standard = catalog.for_jabatan(name) or _default(workspace, name)
        # Where nothing says what the post asks for, every competency of the law is asked about.
        general = [one["id"] for one in workspace.rulebook.dictionary(workspace.as_of)]
        yield name, [one.kompetensi for one in standard.kompetensi] if standard else general


def _default(workspace: "Workspace", jabatan: str) -> "JobStandard | None":
    """Return the default of the class of a position that somebody holds."""
    with workspace.open_store() as store:
        now = load_snapshot(workspace, store)
        held = now.employees[now.employees["jabatan"].map(normalise_jabatan) == normalise_jabatan(jabatan)]
        classes = held["kelompok"].dropna().unique()
        standards, _place = match_standards(now, [(jabatan, str(one)) for one in classes[:1]])
        return standards[0] if standards else None


def _names_of_levels(workspace: "Workspace") -> "Mapping[int, str]":
    found = workspace.rulebook.in_force("kompetensi/skala", workspace.as_of)
    return {} if found is None else {int(level): str(name) for level, name in found.value["nama"].items()}


class _Headings:
    """The words for competencies where they are read back as the same, else their ids."""

    def __init__(self, workspace: "Workspace") -> None:
        self._names = {one["id"]: one["nama"] for one in workspace.rulebook.dictionary(workspace.as_of)}
        self._order = {name: place for place, name in enumerate(self._names)}
        self._vocabulary = reading_vocabulary(workspace)

    def of(self, competencies: "Iterable[str]") -> list[str]:
        """Return the names, those of the law in its order, then technical ones by name."""
        last = len(self._order)
        return [
            self._name(one) for one in sorted(competencies, key=lambda one: (self._order.get(one, last), one))
        ]

    def _name(self, competency: str) -> str:
        words = self._names.get(competency) or competency_words(competency)
        found = self._vocabulary.find(words)
        return words if found is not None and self._vocabulary.meaning(found) == competency else competency
