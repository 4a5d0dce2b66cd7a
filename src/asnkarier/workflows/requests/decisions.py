"""What may be asked of the record of decisions: to add one, and to read them."""

from typing import Annotated, Literal

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import AtLeastOne, Command, Count, Day, Names, Request, Word


class RecordDecisionRequest(Request):
    """What was decided on a post, beside the report that lay on the table.

    of: the report that recommends. decided: who was appointed, empty where `nobody` was. run: a recorded run, by its number or
    one of its files; None: the report as of the workspace's day is frozen now. cascade, moves, depth: of that report, where it is the placement.
    """

    vacancy: Annotated[
        str | None,
        Word(N_("a vacancy code or a position"), N_("VACANCY"), argument=True, needed=True, only="line"),
    ] = None
    of: Annotated[Literal["shortlist", "placement"], Word(N_("the report that recommends"), only="line")] = (
        "shortlist"
    )
    decided: Annotated[
        Names, Word(N_("who was appointed: NIP or name, several with commas"), N_("NIP,…"), only="line")
    ] = ()
    nobody: Annotated[bool, Word(N_("nobody was appointed"), only="line")] = False
    reason: Annotated[
        str | None,
        Word(N_("why; needed where the decision differs from what was recommended"), N_("TEXT"), only="line"),
    ] = None
    decided_by: Annotated[
        str | None, Field(alias="by"), Word(N_("who decided: the office"), N_("OFFICE"), only="line")
    ] = None
    sk_number: Annotated[
        str | None, Field(alias="sk"), Word(N_("number of the decree (SK)"), N_("NUMBER"), only="line")
    ] = None
    on: Annotated[Day | None, Word(N_("the day of the decision"), "YYYY-MM-DD", only="line")] = None
    run: Annotated[
        str | None,
        Word(N_("the run of asn run that was decided on: its number, or a file it wrote"), N_("RUN_OR_FILE"), only="line"),
    ] = None  # fmt: skip
    supersedes: Annotated[
        AtLeastOne | None,
        Word(N_("the number of the decision that no longer holds"), N_("NUMBER"), only="line"),
    ] = None
    cascade: Annotated[bool, Word(N_("placement: also the posts that the moves open"), only="line")] = False
    moves: Annotated[
        Count | None, Word(N_("placement: at most this many people move"), N_("NUMBER"), only="line")
    ] = None
    depth: Annotated[
        AtLeastOne | None,
        Word(N_("placement with --cascade: chains of at most this many steps"), N_("NUMBER"), only="line"),
    ] = None


class DecisionsRequest(Request):
    """Decisions on which vacancy (None: all)."""

    vacancy: Annotated[
        str | None, Word(N_("only decisions on this vacancy"), N_("VACANCY"), filters=True)
    ] = None


COMMANDS = (
    Command(
        "record-decision",
        N_("Record what was decided on a post beside what was recommended; the report is frozen by its digest."),
        RecordDecisionRequest,
        "decisions.record_decision",
        (
            "record-decision LOW-01 --decided 198210012014111964 --by 'Wali Kota' --sk 800/12/2026 --on 2026-11-01 --reason 'Pengalaman di unit'",
        ),
        order=98,
        stamped=True,
    ),
    Command(
        "decisions",
        N_("Decisions that were recorded, and how often they agree with what was recommended, per class of posts."),
        DecisionsRequest,
        "decisions.list_decisions",
        ("decisions", "decisions --output keputusan.xlsx"),
        order=99,
    ),
)  # fmt: skip
