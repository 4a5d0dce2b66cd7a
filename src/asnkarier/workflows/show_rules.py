"""The law as it is loaded, for `asn rules`."""

from dataclasses import replace
from typing import TYPE_CHECKING

from asnkarier.agency.cover import headed
from asnkarier.agency.lookups import find_name
from asnkarier.errors import RegulationError
from asnkarier.language import _, message
from asnkarier.model.book import Book
from asnkarier.model.messages import N_
from asnkarier.model.problem import Severity
from asnkarier.reports.books.rules import rules_book
from asnkarier.rules.describe import rule_ids, rule_rows, rules_rows, value_words
from asnkarier.workflows.requests.rules import RuleRequest, RulesRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace


def list_rules(workspace: "Workspace", _request: RulesRequest) -> Book:
    """Return every parameter and criterion with the value that counts on the workspace's day."""
    rows = rules_rows(workspace.rulebook, workspace.as_of)
    return _named(rules_book(rows, workspace.as_of, [value_words(row.value) for row in rows]), workspace)


def show_rule(workspace: "Workspace", request: RuleRequest) -> Book:
    """Return every dated value of one parameter, criterion or rule set; UsageError when there is none by that id."""
    found = find_name(rule_ids(workspace.rulebook), request.rule_id, N_("rule {text} is not known"))
    rows = rule_rows(workspace.rulebook, found, workspace.as_of)
    texts = [value_words(row.value) for row in rows]
    tested = [_(row.tested) if row.tested else "" for row in rows]
    return _named(rules_book(rows, workspace.as_of, texts, tested), workspace)


def check_rules(workspace: "Workspace") -> str:
    """Return one line about the rules that loaded; RegulationError carries every fault when they do not.

    It also carries each value in use that rests on nothing in force, with the other remarks.
    """
    book = workspace.rulebook
    grave = [note for note in book.notes if note.severity is not Severity.NOTE]
    if grave:
        raise RegulationError(
            N_("{count} values rest on what is no longer in force."),
            N_("Each fault names its file, line and column; mend them and try again."),
            facts={"count": len(grave)},
            problems=book.notes,
        )
    return message(
        N_(
            "rules in order: {parameters} parameters, {sets} rule sets, {regulations} regulations; fingerprint {fingerprint}"
        ),
        parameters=len(book.parameters),
        sets=len(book.rule_sets),
        regulations=len(book.register),
        fingerprint=book.fingerprint[:12],
    )


def _named(book: Book, workspace: "Workspace") -> Book:
    return replace(headed(book, workspace.settings), rules_fingerprint=workspace.rulebook.fingerprint)
