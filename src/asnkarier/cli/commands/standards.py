"""`asn standards`: the job standards of the agency."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from asnkarier.cli.asked import add, group, parameter
from asnkarier.cli.context import Words
from asnkarier.cli.exits import ReaderLeftError
from asnkarier.cli.overwriting import refuse_to_overwrite
from asnkarier.cli.reporting import add_report
from asnkarier.cli.screen.narration import say, say_problems
from asnkarier.cli.screen.output import How, emit, on_stdout, save, write_bytes
from asnkarier.language import _, message
from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Request
from asnkarier.workflows.requests.standards import (
    InputsRequest,
    NewStandardRequest,
    StandardsImportRequest,
    SurveyRequest,
)

if TYPE_CHECKING:
    from asnkarier.workflows.standards.importing import Plan

ORDER: Final = 160


def register(app: typer.Typer) -> None:
    """Add the command group to `app`; `list` and `show` come from the list of reports."""
    standards = group(app, "standards", N_("Job standards (standar kompetensi jabatan)."))
    add(standards, "check", N_("Check every standard file."), _check, examples=("standards check",))
    add_report(
        standards,
        "import",
        N_(
            "Standards from a workbook: shows what changes, was and now, then writes the YAML files, all or none."
        ),
        _import,
        request=StandardsImportRequest,
        examples=("standards import skj_2026.xlsx --dry-run", "standards import skj_2026.xlsx"),
    )
    output = typer.Option(
        "--output", "-o", metavar=_("FILE"), help=_("the workbook to write; - is the screen")
    )
    add(
        standards,
        "export",
        N_("Every standard in one workbook, to be edited and imported again."),
        _export,
        extra=[parameter("output", Path, output)],
        examples=("standards export -o standar.xlsx",),
    )
    form = typer.Option(
        "--output", "-o", metavar=_("FILE"), help=_("the form to write (.xlsx); - is the screen")
    )
    add(
        standards,
        "survey",
        N_("A form in which superiors, holders and users say which level each competency of a post needs."),
        _survey,
        request=SurveyRequest,
        extra=[parameter("output", Path, form)],
        examples=(
            "standards survey 'Kepala Bidang Mutasi dan Promosi' -o survei.xlsx",
            "standards survey --role atasan --respondent A-01 -o survei_A-01.xlsx",
        ),
    )
    proposal = typer.Option(
        "--output", "-o", metavar=_("FILE"), help=_("a folder for the YAML files, or one .yaml file")
    )
    add(
        standards,
        "propose",
        N_("The standards that follow from the answers, as YAML files to look at; nothing is adopted."),
        _propose,
        request=InputsRequest,
        extra=[parameter("output", Path, proposal)],
        examples=("standards propose -o usulan",),
    )
    add(
        standards,
        "new",
        N_("A first standard for one position, with the default levels of its class."),
        _new,
        request=NewStandardRequest,
        examples=(
            "standards new 'Statistisi Ahli Muda'",
            "standards new 'Kepala Seksi Arsip' --kelompok pengawas",
        ),
    )


def _check(words: Words, _request: Request) -> None:
    from asnkarier.workflows.show_standards import check_standards

    say(check_standards(words.workspace))


def _import(words: Words, asked: StandardsImportRequest, how: How) -> None:
    from asnkarier.workflows.standards.changes_report import changes_report
    from asnkarier.workflows.standards.importing import plan_import

    plan = plan_import(words.workspace, asked.file)
    if not words.quiet:
        say_problems(plan.notes)
    left: BaseException | None = None
    try:
        emit(changes_report(words.workspace, plan), how)
    except (BrokenPipeError, ReaderLeftError) as gone:  # who has seen enough wants the rest done all the same
        left = gone
    _write(words, asked, plan)
    if left is not None:
        raise left


def _write(words: Words, asked: StandardsImportRequest, plan: "Plan") -> None:
    from asnkarier.workflows.standards.importing import apply_import

    written = plan.count("new") + plan.count("changed")
    if asked.dry_run:
        say(message(N_("nothing was written; files that would be: {count}"), count=written))
        return
    apply_import(words.workspace, plan)
    if not words.quiet:
        folder = words.settings.paths.standards
        say(
            message(
                N_("files written into {folder}: {count}; untouched: {same}"),
                folder=folder,
                count=written,
                same=plan.count("unchanged"),
            )
        )


def _export(words: Words, _request: Request, output: Path) -> None:
    from asnkarier.workflows.standards.exporting import export_standards

    if str(output) == "-":
        with on_stdout():
            write_bytes(export_standards(words.workspace)[0])
        return
    refuse_to_overwrite(output, words, but_for=("inbox",))
    data, count = export_standards(words.workspace)
    save(output, data)
    if not words.quiet:
        say(
            message(
                N_("{count} standards; edit the workbook, then: asn standards import {file}"),
                count=count,
                file=output,
            )
        )


def _survey(words: Words, asked: SurveyRequest, output: Path) -> None:
    from asnkarier.workflows.standards.surveying import survey_workbook

    if str(output) == "-":
        with on_stdout():
            write_bytes(survey_workbook(words.workspace, asked)[0])
        return
    refuse_to_overwrite(output, words, but_for=("inbox",))
    data, posts, rows = survey_workbook(words.workspace, asked)
    save(output, data)
    if not words.quiet:
        say(
            message(
                N_("{posts} posts, {rows} competencies; answered forms are read by: asn import {file}"),
                posts=posts,
                rows=rows,
                file=output,
            )
        )


def _propose(words: Words, asked: InputsRequest, output: Path) -> None:
    from asnkarier.workflows.standards.proposing import propose_standards, write_proposed

    refuse_to_overwrite(output, words)
    refuse_to_overwrite(output / "_", words)
    found = propose_standards(words.workspace, asked)
    for name in found.classless:
        text = N_(
            "nothing says which class {jabatan} belongs to; write a first standard for it with `asn standards new`"
        )
        say(message(text, jabatan=name))
    if not found.files:
        say(_(N_("no standard changes by the answers; nothing was written")))
        return
    for file in write_proposed(output, found):
        say(_("written: {file}").format(file=file))
    if not words.quiet:
        text = N_(
            "{levels} levels changed in {standards} standards; what that would mean: asn standards impact {file}"
        )
        say(message(text, levels=found.levels, standards=len(found.files), file=output))


def _new(words: Words, asked: NewStandardRequest) -> None:
    from asnkarier.workflows.standards.skeleton import new_standard

    path = new_standard(words.workspace, asked)
    say(message(N_("written: {file}"), file=path))
