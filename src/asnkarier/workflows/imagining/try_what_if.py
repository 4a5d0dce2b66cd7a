"""What the reports would say if something were otherwise: each scenario asks the same commands as the agency as it is; nothing is stored."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.agency.cover import stamped
from asnkarier.agency.imagining.imagined import imagined
from asnkarier.agency.imagining.scenario import Scenario, Scenarios, read_scenarios, settings_with
from asnkarier.agency.progress import SILENT, Progress
from asnkarier.agency.snapshot import load_somebody
from asnkarier.agency.workspace import keep_silent
from asnkarier.errors import UsageError
from asnkarier.language import message
from asnkarier.model.book import Book, CitationLine
from asnkarier.model.messages import N_
from asnkarier.model.said import said
from asnkarier.reports.books.what_if import (
    CHANGED_COLUMNS,
    LEFT_COLUMNS,
    ROW_COLUMNS,
    WhatIfView,
    what_if_book,
)
from asnkarier.workflows.asking import commands
from asnkarier.workflows.imagining.figures import READ, Figures, Sayings
from asnkarier.workflows.requests.what_if import WhatIfRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_EXAMPLE: Final = "scenarios: [{name: A, budget: 400000000}]"
# Which reports a part of config.yaml can touch.
_TOUCHED: Final[Mapping[str, tuple[str, ...]]] = {
    "promotion": ("promote-shortlist", "recommend-placement"),
    "placement": ("recommend-placement",),
    "training": ("recommend-training",),
    "jpm": ("gap", "recommend-training"),
    "assessment": ("gap", "recommend-training"),
    "talent": ("talent-map",),
}
_WORDS: Final[Mapping[str, dict[str, Any]]] = {
    "gap": {"by": "person"},
    "promote-shortlist": {"all_vacancies": True},
}


def try_what_if(workspace: "Workspace", request: WhatIfRequest, *, progress: Progress = SILENT) -> Book:
    """Return the report. SettingsError: the file is wrong; UsageError: there is no such file, or it names somebody or something unknown."""
    if request.file is None or not request.file.is_file():
        raise UsageError(
            N_("{file}: there is no such file of scenarios"),
            N_("write one, as {example}; what else may differ: {others}"),
            facts={
                "file": request.file or "—",
                "example": _EXAMPLE,
                "others": "config, standards, people, vacancies",
            },
        )
    scenarios = read_scenarios(request.file)
    there = [_there(workspace, scenarios, number) for number in range(len(scenarios.found))]
    with workspace.open_store() as store:
        whole = load_somebody(workspace, store)
        for one in there:  # who or what is not known is told before anything is calculated
            if one.imagine is not None:
                one.imagine(whole)
        here = _Asked(replace(workspace, tell=keep_silent))
        rows: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        left: list[dict[str, Any]] = []
        for number, scenario in enumerate(scenarios.found):
            progress(N_("scenarios tried"), number, len(scenarios.found))
            asked = _Asked(there[number])
            for report in scenario.reports or _reports(scenario):
                try:
                    before = here.answer(report, None)
                    after = asked.answer(report, scenario.budget if report == "recommend-training" else None)
                except UsageError as error:
                    if scenario.reports is not None:
                        raise
                    why = message(error.reason, **error.facts)
                    left.append({"scenario": scenario.name, "report": report, "why": why})
                    continue
                rows += _compared(scenario.name, report, before[0], after[0])
                changed += _who(scenario.name, report, before[1], after[1])
        names = dict(zip(whole.listed["nip"].astype("str"), whole.listed["nama"], strict=True))
        frame = pd.DataFrame(changed, columns=[one.key for one in CHANGED_COLUMNS])
        view = WhatIfView(
            pd.DataFrame(rows, columns=[one.key for one in ROW_COLUMNS]),
            frame.assign(nama=frame["nip"].map(names)),
            pd.DataFrame(left, columns=[one.key for one in LEFT_COLUMNS]),
            (said("what_if_told", count=len(scenarios.found), people=int(frame["nip"].nunique())),),
        )
        citations: tuple[CitationLine, ...] = tuple(dict.fromkeys(here.citations))
        return stamped(
            what_if_book(view, workspace.as_of),
            whole,
            store,
            citations=citations,
            counts={"scenarios": len(scenarios.found), "changes": len(frame)},
        )


def _there(workspace: "Workspace", scenarios: Scenarios, number: int) -> "Workspace":
    """Return the workspace in which every report answers as the scenario would have it."""
    scenario = scenarios.found[number]
    settings = settings_with(workspace.settings, scenarios, number)
    other = scenario.people or scenario.vacancies or scenario.standards or "training" in scenario.config
    return replace(
        workspace,
        settings=settings,
        tell=keep_silent,
        imagine=imagined(scenarios, number) if other else None,
    )


class _Asked:
    """A workspace whose reports are asked once each."""

    def __init__(self, workspace: "Workspace") -> None:
        self.workspace = workspace
        self.known: dict[tuple[str, int | None], tuple[Figures, Sayings]] = {}
        self.citations: list[CitationLine] = []

    def answer(self, report: str, budget: int | None) -> tuple[Figures, Sayings]:
        """Return the figures of a report and what it says of whom; UsageError as its own command raises it."""
        key = report, budget
        if key not in self.known:
            command = commands()[report]
            words = dict(_WORDS.get(report, {})) | ({} if budget is None else {"budget": budget})
            book = command.make()(self.workspace, command.request.model_validate(words))
            self.citations += book.citations
            self.known[key] = READ[report](book, self.workspace.settings.promotion.top)
        return self.known[key]


def _reports(scenario: Scenario) -> tuple[str, ...]:
    """Return the reports that a scenario can touch, in the order in which they are shown."""
    found = {report for part in scenario.config for report in _TOUCHED.get(part, ())}
    if scenario.config and not found:
        found = set(READ)
    if scenario.budget is not None:
        found.add("recommend-training")
    if scenario.standards:
        found |= {"gap", "recommend-training"}
    if scenario.people:
        found |= {"gap", "promote-shortlist", "recommend-placement"}
    if scenario.vacancies:
        found.add("recommend-placement")
    return tuple(name for name in READ if name in found)


def _compared(scenario: str, report: str, before: Figures, after: Figures) -> list[dict[str, Any]]:
    return [
        {
            "scenario": scenario,
            "report": report,
            "figure": name,
            "value": after.get(name, 0),
            "baseline": before.get(name, 0),
            "difference": after.get(name, 0) - before.get(name, 0),
        }
        for name in dict.fromkeys([*before, *after])
    ]


def _who(scenario: str, report: str, before: Sayings, after: Sayings) -> list[dict[str, Any]]:
    """Return of whom something else is said, in the order of what it is about and the NIP."""
    return [
        {
            "scenario": scenario,
            "report": report,
            "about": about or None,
            "nip": nip,
            "was": before.get((about, nip)) or None,
            "now": after.get((about, nip)) or None,
        }
        for about, nip in sorted({*before, *after})
        if before.get((about, nip), "") != after.get((about, nip), "")
    ]
