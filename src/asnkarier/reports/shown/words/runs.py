"""What the outcomes of runs, and what became of their files, are called: code -> (English msgid, tone)."""

from typing import Final

from asnkarier.model.messages import N_
from asnkarier.reports.shown.words.plan_work import Tone

RUN_WORDS: Final[dict[str, tuple[str, Tone]]] = {
    "run_done": (N_("went well"), "good"),
    "run_data": (N_("rows or files set aside"), "fair"),
    "run_failed": (N_("failed"), "bad"),
    "run_left_out": (N_("left out"), "muted"),
    "run_never": (N_("never run"), "muted"),
    "run_broken": (N_("did not come to its end"), "bad"),
    "run_late": (N_("late"), "bad"),
    "audit_import": (N_("imported"), "plain"),
    "audit_undo": (N_("import taken back"), "fair"),
    "audit_run": (N_("job run"), "plain"),
    "audit_decision": (N_("decision recorded"), "plain"),
    "audit_purge": (N_("people purged"), "fair"),
    "audit_report": (N_("report made"), "plain"),
    "run_read": (N_("read"), "plain"),
    "run_wrote": (N_("written"), "plain"),
    "file_same": (N_("unchanged"), "good"),
    "file_changed": (N_("another one"), "fair"),
    "file_gone": (N_("not there"), "muted"),
    "file_unread": (N_("cannot be read"), "bad"),
}
