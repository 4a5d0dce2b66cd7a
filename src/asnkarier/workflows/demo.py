"""The main job on the synthetic agency, step by step, for somebody who sees asn for the first time."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from asnkarier.agency.workspace import Workspace
from asnkarier.errors import OutputError
from asnkarier.model.messages import N_
from asnkarier.reports.files import write_file
from asnkarier.reports.produce import produce
from asnkarier.settings import load_settings
from asnkarier.workflows.assess_needs import assess_needs
from asnkarier.workflows.evaluating.evaluate_training import evaluate_training
from asnkarier.workflows.explain_person import explain_person
from asnkarier.workflows.importing.import_files import import_files
from asnkarier.workflows.importing.job import ImportRequest
from asnkarier.workflows.measure_gaps import measure_gaps
from asnkarier.workflows.planning.plan_training import plan_training
from asnkarier.workflows.propose_placement import propose_placement
from asnkarier.workflows.requests.evaluate_training import EvaluationRequest
from asnkarier.workflows.requests.explain import ExplainRequest
from asnkarier.workflows.requests.gap import GapRequest
from asnkarier.workflows.requests.needs import NeedsRequest
from asnkarier.workflows.requests.promote_shortlist import ShortlistRequest
from asnkarier.workflows.requests.recommend_placement import PlacementRequest
from asnkarier.workflows.requests.recommend_training import TrainingRequest
from asnkarier.workflows.requests.succession import SuccessionRequest
from asnkarier.workflows.requests.talent_map import TalentRequest
from asnkarier.workflows.samples import copy_standards, evaluated_inputs, sample_inputs, samples_folder
from asnkarier.workflows.shortlisting.shortlist_candidates import shortlist_candidates
from asnkarier.workflows.succession.plan_succession import plan_succession
from asnkarier.workflows.talent.map_talent import map_talent

if TYPE_CHECKING:
    from asnkarier.model.book import Book

_MARK = ".asn-demo"
# What is evaluated lies in a workspace of its own: levels of later years would change every other report of the sample.
_EVALUATED = "evaluasi"
_JOBS = """jobs:
  malam:
    - {run: import}
    - {run: gap, formats: [xlsx, csv]}
    - {run: recommend-training}
    - {run: promote-shortlist}
    - {run: recommend-placement}
"""
# The demo's imports carry one fixed time, so that two demos are the same to the byte.
_NOW = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class StepOutcome:
    """What a step shows: a report, lines of text, and whether rows were set aside."""

    book: "Book | None" = None
    lines: tuple[str, ...] = ()
    failed: bool = False


@dataclass(frozen=True)
class DemoStep:
    """One step with its label (an English msgid)."""

    label: str
    act: Callable[[], StepOutcome]


@dataclass
class Demo:
    """The steps in order, and what to try afterwards."""

    steps: tuple[DemoStep, ...]
    next_commands: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[DemoStep]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)


def demo_steps(folder: Path, *, language: str | None, as_of_note: str = "") -> Demo:
    """Return the steps of the demo in `folder`; OutputError when the folder holds somebody's own files."""
    _prepare(folder, language, as_of_note)
    settings = load_settings(folder / "config.yaml")
    if settings.as_of is None:
        raise AssertionError
    workspace = Workspace(folder, settings, settings.as_of)
    vacancy, nip = _examples()
    demo = Demo(
        (
            DemoStep(N_("import the office's spreadsheets"), partial(_import, workspace)),
            DemoStep(
                N_("competency gaps"),
                partial(_report, workspace, "gap", partial(measure_gaps, workspace, GapRequest())),
            ),
            DemoStep(
                N_("training plan under the budget"),
                partial(
                    _report,
                    workspace,
                    "recommend-training",
                    partial(plan_training, workspace, TrainingRequest()),
                ),
            ),
            DemoStep(
                N_("training needs"),
                partial(_report, workspace, "needs", partial(assess_needs, workspace, NeedsRequest())),
            ),
            DemoStep(N_("did past training work"), partial(_evaluate, workspace)),
            DemoStep(
                N_("promotion shortlist"),
                partial(
                    _report,
                    workspace,
                    "promote-shortlist",
                    partial(shortlist_candidates, workspace, ShortlistRequest(target=vacancy)),
                ),
            ),
            DemoStep(
                N_("placement proposals"),
                partial(
                    _report,
                    workspace,
                    "recommend-placement",
                    partial(propose_placement, workspace, PlacementRequest()),
                ),
            ),
            DemoStep(
                N_("placement with chains of moves"),
                partial(
                    _report,
                    workspace,
                    "recommend-placement-cascade",
                    partial(propose_placement, workspace, PlacementRequest(cascade=True)),
                ),
            ),
            DemoStep(
                N_("talent map and succession pools"),
                partial(_report, workspace, "talent-map", partial(map_talent, workspace, TalentRequest())),
            ),
            DemoStep(
                N_("who follows in key posts"),
                partial(
                    _report, workspace, "succession", partial(plan_succession, workspace, SuccessionRequest())
                ),
            ),
            DemoStep(
                N_("why, for one candidate"),
                partial(
                    _report,
                    workspace,
                    "explain",
                    partial(explain_person, workspace, ExplainRequest(nip=nip, target=vacancy)),
                ),
            ),
        )
    )
    demo.next_commands = [
        f"cd {folder}",
        f"asn explain {nip} --for {vacancy}",
        "asn gap --by unit",
        "asn needs --by unit",
        "asn recommend-training --budget 100000000",
        f"asn --config {_EVALUATED}/config.yaml recommend-training --budget 100000000",
        f"asn --config {_EVALUATED}/config.yaml match-mentors",
        "asn talent-map --class administrator --since 2026-01-31",
        "asn rules list",
        "asn run",
    ]
    return demo


def _prepare(folder: Path, language: str | None, note: str) -> None:
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / _MARK).exists())):
        raise OutputError(
            N_("{file} is not empty; the demo writes only into a folder of its own"),
            N_("name another folder: asn demo DIR"),
            facts={"file": folder},
        )
    samples = samples_folder()
    try:
        _lay_out(folder, sample_inputs(samples))
        _lay_out(folder / _EVALUATED, evaluated_inputs(samples))
    except OSError as error:
        raise OutputError(
            N_("{file} cannot be written: {reason}"), facts={"file": folder, "reason": error.strerror}
        ) from error
    write_file(folder / _MARK, b"")
    write_file(folder / "config.yaml", (_config(language or "id", note) + _JOBS).encode())
    evaluated = _config(language or "id", note) + "complete_registers: [trainings]\n"
    write_file(folder / _EVALUATED / "config.yaml", evaluated.encode())


def _lay_out(folder: Path, inputs: list[Path]) -> None:
    """Make a workspace with the standards and these files in its inbox."""
    (folder / "inbox").mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    copy_standards(folder / "standards")
    for source in inputs:
        target = folder / "inbox" / source.name
        shutil.copyfile(source, target)
        target.chmod(0o600)


def _config(language: str, note: str) -> str:
    return f"""# {note or "Ruang kerja contoh; semua orang di sini rekaan."}
agency: Pemerintah Kota Contoh
language: {language}
as_of: 2026-11-01
training: {{budget: 250000000, max_courses_per_person: 2}}
needs: {{critical: [jpt_pratama]}}
"""


def _examples() -> tuple[str, str]:
    """Return a vacancy with an eligible candidate, and that candidate, as the sample's own notes name them."""
    import json

    facts = json.loads((samples_folder() / "truth.json").read_text(encoding="utf-8"))
    first = facts["only_eligible"][0]
    return first["vacancy"], first["nip"]


def _import(workspace: Workspace) -> StepOutcome:
    summary = import_files(workspace, [workspace.root / "inbox"], ImportRequest(now=_NOW, user="demo"))
    return StepOutcome(lines=tuple(outcome.sentence() for outcome in summary.files), failed=summary.failed)


def _evaluate(workspace: Workspace) -> StepOutcome:
    """Import what is evaluated into its own workspace; the report lies with the others."""
    folder = workspace.root / _EVALUATED
    other = Workspace(folder, load_settings(folder / "config.yaml"), workspace.as_of)
    read = _import(other)
    told = _report(workspace, "evaluate-training", partial(evaluate_training, other, EvaluationRequest()))
    return StepOutcome(told.book, failed=read.failed)


def _report(workspace: Workspace, name: str, make: "Callable[[], Book]") -> StepOutcome:
    book = make()
    write_file(workspace.make_output_folder() / f"{name}.xlsx", produce(book, "xlsx"))
    return StepOutcome(book)
