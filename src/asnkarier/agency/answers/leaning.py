"""What the verdicts of a report lean on although it is neither a fact nor the law: policies, switches, declared registers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from asnkarier.agency.cover import shown
from asnkarier.late import np, pd
from asnkarier.model.book import CitationLine, Leaning, LeaningKind
from asnkarier.rules.types import PACKAGED
from asnkarier.yamlfile import DataPath

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from asnkarier.agency.judging import Judged
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.rules.rulebook import RuleBook
    from asnkarier.rules.types import InForce
    from asnkarier.settings import Settings

_POLICY: Final = "kebijakan"
# Switches of config.yaml that decide, and the cited rules with which they do; those that leave things as they are lean on nothing.
_SWITCHES: Final[tuple[tuple[DataPath, str], ...]] = (
    (("assessment", "valid_years"), "kompetensi/kamus"),
    (("jpm", "category_set"), "kompetensi/kategori_jpm_"),
)
_MARKS: Final[dict[LeaningKind, str]] = {
    "declared_register": "D", "setting": "S", "policy_default": "K", "agency_policy": "K",
}  # fmt: skip


def leanings(
    settings: Settings,
    rulebook: RuleBook,
    citations: Iterable[CitationLine],
    *,
    registers: Sequence[str] = (),
) -> tuple[Leaning, ...]:
    """Return what a report with these citations leans on: declared registers, then switches, then policies, each marked.

    registers: the declared registers that its verdicts ask.
    """
    lines = tuple(citations)
    found = [
        *(_switch(settings, ("complete_registers",), one, "declared_register") for one in registers),
        *_switches(settings, lines),
        *_policies(settings, rulebook, lines),
    ]
    return tuple(_marked(found))


def leanings_of_posts(now: Snapshot, citations: Iterable[CitationLine]) -> tuple[Leaning, ...]:
    """Return what a report that judges people for posts leans on; every declared register is asked there."""
    lines = (*citations, *now.citations)
    return leanings(now.settings, now.rulebook, lines, registers=now.settings.complete_registers)


def _marked(found: Iterable[Leaning]) -> Iterator[Leaning]:
    numbers: dict[str, int] = {}
    for one in found:
        letter = _MARKS[one.kind]
        numbers[letter] = numbers.get(letter, 0) + 1
        yield replace(one, mark=f"{letter}{numbers[letter]}")


def _switches(settings: Settings, lines: Sequence[CitationLine]) -> Iterator[Leaning]:
    """Yield the switches that somebody set in config.yaml, where a rule that they decide with is cited."""
    cited = [line.rule_id for line in lines]
    for path, rule in _SWITCHES:
        value: Any = settings
        for part in path:
            value = getattr(value, str(part))
        if _is_set(settings, path) and value is not None and any(one.startswith(rule) for one in cited):
            yield _switch(settings, path, str(value), "setting")


def _is_set(settings: Settings, path: DataPath) -> bool:
    data = settings.document.data
    for part in path:
        data = data.get(part) if isinstance(data, dict) else None
    return data is not None


def _switch(settings: Settings, path: DataPath, value: str, kind: LeaningKind) -> Leaning:
    name = ".".join(map(str, path))
    key = value if kind == "declared_register" else name
    return Leaning("", kind, key, name, value, _place(settings, path))


def _place(settings: Settings, path: DataPath) -> str:
    found = settings.document.location(path)
    return f"{found.file}:{found.line}"


def _policies(settings: Settings, rulebook: RuleBook, lines: Sequence[CitationLine]) -> Iterator[Leaning]:
    """Yield the cited values that are policy and not law, as they came or as the agency decided: each once for all rules."""
    alike: dict[tuple[object, ...], list[CitationLine]] = {}
    for line in lines:
        if line.status_sumber == _POLICY:
            alike.setdefault((line.title, line.value, line.citation), []).append(line)
    for same in alike.values():
        line, value = same[0], _value_of(rulebook, same[0])
        if value is None:
            yield from _own_switch(settings, line)
            continue
        chosen = line.rule_id in settings.rules.choices
        own = not value.origin.startswith(PACKAGED)
        place = (
            _place(settings, ("rules", "choices", line.rule_id)) if chosen else _file(settings, value.origin)
        )
        kind: LeaningKind = "agency_policy" if own or chosen else "policy_default"
        rules = tuple(dict.fromkeys(one.rule_id for one in same))
        yield Leaning("", kind, line.rule_id, line.title, line.value, place, line.citation, rules)


def _own_switch(settings: Settings, line: CitationLine) -> Iterator[Leaning]:
    """Yield the policy that a switch of config.yaml is, where somebody set it and the report cites it by its name."""
    path = tuple(line.rule_id.split("."))
    if _is_set(settings, path):
        place = _place(settings, path)
        yield Leaning("", "agency_policy", line.rule_id, line.title, line.value, place, line.citation)


def _file(settings: Settings, origin: str) -> str:
    """Return the file of a rule without the place of the workspace on this machine."""
    folder = settings.paths.regulations.strip("/")
    _before, found, inside = origin.rpartition(f"/{folder}/")
    return f"{folder}/{inside}" if found and not origin.startswith(PACKAGED) else origin


def _value_of(rulebook: RuleBook, line: CitationLine) -> InForce | None:
    """Return the dated value that a citation was made from."""
    parameter = rulebook.parameters.get(line.rule_id)
    criteria = (one for rule_set in rulebook.rule_sets.values() for one in rule_set.syarat)
    dated = parameter.dated if parameter else next((c.dated for c in criteria if c.id == line.rule_id), ())
    same = (one for one in dated if one.citation.text == line.citation and shown(one.value) == line.value)
    return next(same, None)


def leaning_marks(
    now: Snapshot, judged: Judged, found: Sequence[Leaning], nips: Sequence[str]
) -> tuple[dict[str, tuple[str, ...]], tuple[Leaning, ...]]:
    """Return the marks beside each of `nips`, and the leanings with how many of them would stand otherwise without it.

    now: of the day on which the post is judged, or only some of its people, all of `nips` among them. judged: by the post, the people
    of `now`. They are judged again without each policy that is a gate of the post, and as if each declared register were not: a
    mark stands where the status is then another. What is no gate (a table, a set of categories) is not asked.
    """
    places = judged.eligibility.people.get_indexer(pd.Index(nips))
    marks: dict[str, tuple[str, ...]] = dict.fromkeys(nips, ())
    told = []
    for one in found:
        without = _status_without(now, judged, one)
        if without is None:
            told.append(one)
            continue
        differs = (without != judged.eligibility.status)[places]
        others = np.array(nips, dtype=object)[differs].tolist()
        marks |= {nip: (*marks[nip], one.mark) for nip in others}
        told.append(replace(one, people=len(others)))
    return marks, tuple(told)


def _status_without(now: Snapshot, judged: Judged, one: Leaning) -> NDArray[np.int8] | None:
    """Return how everybody would stand without it; None for what is no gate."""
    from asnkarier.agency.judging import judge_by_way
    from asnkarier.analysis.gates.eligibility import status_codes

    eligibility = judged.eligibility
    if one.kind == "declared_register":
        return judge_by_way(_undeclared(now, one.key), judged.post).eligibility.status
    others = tuple(gate for gate in eligibility.gates if gate.criterion.id not in one.rules)
    return None if len(others) == len(eligibility.gates) else status_codes(others, len(eligibility.people))


def _undeclared(now: Snapshot, register: str) -> Snapshot:
    """Return the agency as if it had not declared this register complete."""
    declared = tuple(name for name in now.settings.complete_registers if name != register)
    settings = now.settings.model_copy(update={"complete_registers": declared})
    return now.kept.of(("undeclared", register), lambda: now.with_(settings=settings))
