"""`asn audit`: who did what to which data."""

from typing import Final

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.reporting import add_report
from asnkarier.cli.screen.output import How, emit
from asnkarier.model.messages import N_
from asnkarier.workflows.requests.audit import AuditRequest

ORDER: Final = 133


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add_report(
        app,
        "audit",
        N_(
            "Who did what to which data and when, without names of people, and whether the records are intact."
        ),
        _audit,
        request=AuditRequest,
        examples=("audit", "audit --since 2026-01-01 --format json"),
    )


def _audit(words: Words, request: AuditRequest, how: How) -> None:
    from asnkarier.workflows.auditing.list_audit import list_audit

    emit(list_audit(words.workspace, request, for_people=how.format in ("table", "xlsx", "pdf")), how)
