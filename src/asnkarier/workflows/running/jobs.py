"""The jobs of config.yaml with typed steps: what is misspelt is told with its line before anything runs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from asnkarier.errors import SettingsError, UsageError
from asnkarier.model.messages import N_
from asnkarier.model.terms import nearest
from asnkarier.workflows.asking import Command, Request, commands
from asnkarier.yamlfile import DataPath, Document, validation_problems

if TYPE_CHECKING:
    from asnkarier.model.problem import Problem
    from asnkarier.settings import Settings
    from asnkarier.settings_parts.workspace import Step


@dataclass(frozen=True, slots=True)
class JobStep:
    """One step, ready to run: the command, what is asked of it, and the step as config.yaml says it."""

    command: Command
    request: Request
    said: "Step"

    @property
    def stem(self) -> str:
        """What its files are called: one report by the step, several by the step and what each is about."""
        return self.said.name or self.command.each_stem or self.command.name.replace(" ", "-")

    def files(self) -> list[str]:
        """Return the files that the step will write, as far as that can be told before it runs."""
        if self.command.form:
            return [f"{self.stem}.{self.command.form}"]
        several = f"{self.stem}-…" if self.command.each else self.stem
        return [f"{several}.{form}" for form in self.said.formats] if self.command.reports else []


def typed_jobs(settings: "Settings") -> dict[str, tuple[JobStep, ...]]:
    """Return every job with its steps; SettingsError carries a problem with file, line and column per fault."""
    reader = _Reader(settings.document, commands())
    jobs = {name: tuple(reader.steps(name, steps)) for name, steps in settings.jobs.items()}
    if reader.problems:
        raise SettingsError(
            N_("{file} is not valid"), facts={"file": settings.document.file}, problems=reader.problems
        )
    return jobs


def find_job(settings: "Settings", job: str | None) -> tuple[str, tuple[JobStep, ...]]:
    """Return the name and steps of a job, the only one when None; SettingsError when a step of config.yaml is wrong, UsageError: no such job."""
    jobs = typed_jobs(settings)
    if job is None and len(jobs) == 1:
        job = next(iter(jobs))
    if job is None or job not in jobs:
        raise UsageError(
            N_("there is no job {job} in config.yaml"),
            N_("jobs there: {known}"),
            facts={"job": job or "—", "known": ", ".join(jobs) or "—"},
        )
    return job, jobs[job]


def _without_effect(command: Command, step: "Step") -> Iterator[str]:
    """Yield what a step says and its command cannot do: formats of what makes no report, pseudonyms where nothing or only letters are written."""
    if not command.reports and "formats" in step.model_fields_set:
        yield "formats"
    if step.pseudonymize and (command.folder == "docx" or not (command.reports or command.form)):
        yield "pseudonymize"


class _Reader:
    """Reads steps and keeps what is wrong with them."""

    def __init__(self, document: Document, known: Mapping[str, Command]) -> None:
        self.document, self.known = document, known
        self.problems: list[Problem] = []

    def steps(self, job: str, steps: "tuple[Step, ...]") -> Iterator[JobStep]:
        written: set[str] = set()
        for place, step in enumerate(steps):
            path = ("jobs", job, place)
            self._needs(path, step, [before.run for before in steps[:place]])
            command = self.known.get(step.run)
            if command is None:
                self._no_command(path, step.run)
            elif (request := self._request(path, command, step)) is not None:
                ready = JobStep(command, request, step)
                self._twice(path, ready, written)
                yield ready

    def _twice(self, path: DataPath, step: JobStep, written: set[str]) -> None:
        for file in step.files():
            if file in written:
                self.problems.append(self.document.problem("CONFIG-GANDA", (*path, "run"), file=file))
            written.add(file)

    def _no_command(self, path: DataPath, name: str) -> None:
        near = nearest(name, self.known)
        code = "CONFIG-LANGKAH-MIRIP" if near else "CONFIG-LANGKAH"
        facts = {"value": name, "nearest": near or "", "known": ", ".join(self.known)}
        self.problems.append(self.document.problem(code, (*path, "run"), **facts))

    def _needs(self, path: DataPath, step: "Step", before: list[str]) -> None:
        for number, name in enumerate(step.needs):
            if name not in before:
                facts = {"value": name, "known": ", ".join(before) or "—"}
                self.problems.append(self.document.problem("CONFIG-PERLU", (*path, "needs", number), **facts))

    def _request(self, path: DataPath, command: Command, step: "Step") -> Request | None:
        """Return what the options of a step ask; None after what is wrong with them is kept."""
        under = (*path, "options")
        for key in _without_effect(command, step):
            self._stranger((*path, key), key, ())
        words = {
            field.alias or name: word
            for name, (word, field) in command.request.words().items()
            if "job" in word.only
        }
        strangers = [key for key in step.options if key not in words]
        for key in strangers:
            self._stranger((*under, str(key)), str(key), list(words))
        options = {key: value for key, value in step.options.items() if key in words}
        try:
            return command.request.model_validate(options)
        except ValidationError as error:
            self.problems += validation_problems(self.document, error, "CONFIG-NILAI", under=under)
        return None

    def _stranger(self, path: DataPath, key: str, words: Sequence[str]) -> None:
        near = nearest(key.replace("-", "_"), words)
        code = "CONFIG-KUNCI-MIRIP" if near else "CONFIG-KUNCI"
        facts = {"key": ".".join(map(str, path)), "nearest": near or ""}
        self.problems.append(self.document.problem(code, path, **facts))
