"""The lines by which the timer of a machine starts a job: for cron, systemd and the Windows Task Scheduler. Nothing is installed.

Sources: crontab(5) on `%` and the environment; systemd.service(5) and systemd.syntax(7) on quoting, systemd.time(7) on calendars;
schtasks documentation on /TR, which takes one text of at most 261 characters.
"""

import shlex
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Final, Literal

from asnkarier.errors import UsageError
from asnkarier.language import message
from asnkarier.model.messages import N_

Timer = Literal["cron", "systemd", "windows"]
_LONGEST_TASK: Final = 261


@dataclass(frozen=True, slots=True)
class Planned:
    """What is started when. program: the words that start `asn`; at: by the clock of the agency; weekdays: Monday to Friday only."""

    program: Sequence[str]
    config: Path
    job: str
    at: time
    weekdays: bool
    timezone: str

    @property
    def words(self) -> list[str]:
        """What is typed, each path in full: a timer starts elsewhere and knows no PATH."""
        return [*self.program, "--config", str(self.config), "run", self.job]


def schedule(planned: Planned, timer: Timer) -> str:
    """Return the text to be given to the timer; UsageError for a path that it cannot hold."""
    if any(ord(sign) < ord(" ") for word in planned.words for sign in word):
        raise UsageError(
            N_("{file}: a path with a line break or another control sign cannot be written into a timer"),
            N_("give the folder another name"),
            facts={"file": repr(str(planned.config))},
        )
    return {"cron": _cron, "systemd": _systemd, "windows": _windows}[timer](planned)


def _cron(planned: Planned) -> str:
    """A line of crontab -e; there `%` ends the command unless it is escaped."""
    days = "1-5" if planned.weekdays else "*"
    command = shlex.join(planned.words).replace("%", "\\%")
    return _lines(
        "# " + message(N_("add this line with: crontab -e")),
        "# " + _clock(planned),
        f"{planned.at.minute} {planned.at.hour} * * {days} {command}",
    )


def _systemd(planned: Planned) -> str:
    days = "Mon..Fri " if planned.weekdays else ""
    name = _unit(planned.job)
    return _lines(
        "# " + message(N_("two files in {folder}; then: {command}"), folder="/etc/systemd/system",
                       command=f"systemctl daemon-reload && systemctl enable --now {name}.timer"),
        f"# {name}.service",
        "[Unit]",
        f"Description=asn run {planned.job.replace('%', '%%')}",
        "",
        "[Service]",
        "Type=oneshot",
        "# " + message(N_("the account that owns the folder of the office")),
        "User=",
        "UMask=0077",
        "ExecStart=" + " ".join(map(_in_systemd, planned.words)),
        "",
        f"# {name}.timer",
        "[Unit]",
        f"Description=asn run {planned.job.replace('%', '%%')}",
        "",
        "[Timer]",
        f"OnCalendar={days}*-*-* {planned.at:%H:%M}:00 {planned.timezone}",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    )  # fmt: skip


def _windows(planned: Planned) -> str:
    task = subprocess.list2cmdline(planned.words)
    if len(task) > _LONGEST_TASK:
        raise UsageError(
            N_("the Task Scheduler takes at most {most} characters, and this command has {count}"),
            N_("put the workspace or the program into a folder of a shorter path"),
            facts={"most": _LONGEST_TASK, "count": len(task)},
        )
    days = "/SC WEEKLY /D MON,TUE,WED,THU,FRI" if planned.weekdays else "/SC DAILY"
    quoted = task.replace('"', '\\"')
    return _lines(
        "rem " + message(N_("type this line in a command prompt; {clock}"), clock=_clock(planned)),
        f'schtasks /Create /TN "asnkarier {planned.job}" {days} /ST {planned.at:%H:%M} /TR "{quoted}"',
    )


def _clock(planned: Planned) -> str:
    told = N_("the time is that of this machine's clock; the office is in {zone}")
    return message(told, zone=planned.timezone)


def _unit(job: str) -> str:
    return "asnkarier-" + "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in job)


def _in_systemd(word: str) -> str:
    """Return a word as systemd reads it back: in double quotes, with what it would replace escaped."""
    for sign, escaped in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        word = word.replace(sign, escaped)
    return f'"{word}"'


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"
