"""The words before the command: workspace, day, language, loudness."""

import os
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from asnkarier.errors import SettingsError, UsageError
from asnkarier.language import activate
from asnkarier.model.messages import N_

if TYPE_CHECKING:
    from asnkarier.agency.privacy.disguise import Disguise
    from asnkarier.agency.workspace import Workspace
    from asnkarier.settings import Settings


@dataclass
class Words:
    """The global options as given; nothing is read from disk before a command asks. hide: what people are called in what is told."""

    config: Path | None = None
    as_of: str | None = None
    language: str | None = None
    verbose: bool = False
    quiet: bool = False
    wait: float = 10.0
    pager: bool = True
    known_at: str | None = None
    hide: "Disguise | None" = None

    @cached_property
    def config_file(self) -> Path | None:
        """The config.yaml in force: `--config`, then `$ASN_CONFIG`, then here or in a parent folder."""
        from asnkarier.settings import find_config

        chosen = self.config or (Path(os.environ["ASN_CONFIG"]) if os.environ.get("ASN_CONFIG") else None)
        if chosen is not None:
            if not chosen.is_file():
                raise SettingsError(
                    N_("{file}: there is no such configuration file"),
                    N_("check --config or $ASN_CONFIG, or run `asn init`"),
                    facts={"file": chosen},
                )
            return chosen.absolute()
        return find_config(Path.cwd())

    @cached_property
    def settings(self) -> "Settings":
        """The settings of the workspace, in whose language all later messages speak."""
        from asnkarier.settings import load_settings

        if self.config_file is None:
            raise SettingsError(
                N_("there is no config.yaml here or in a folder above"),
                N_("run `asn init` in the folder of your office, or `asn demo` to see an example"),
            )
        settings = load_settings(self.config_file)
        if self.language is None:
            activate(settings.language)
        if settings.jobs:  # a step that is misspelt is told by the first command, not at night by cron
            from asnkarier.workflows.running.jobs import typed_jobs

            typed_jobs(settings)
        return settings

    def day(self) -> date:
        """Return the day on which everything is judged: `--as-of`, config's `as_of`, or today in the agency's zone."""
        if self.as_of is not None:
            try:
                return date.fromisoformat(self.as_of)
            except ValueError as error:
                raise UsageError(
                    N_("--as-of {value}: not a date"),
                    N_("write it as YYYY-MM-DD"),
                    facts={"value": self.as_of},
                ) from error
        return self.settings.as_of or datetime.now(ZoneInfo(self.settings.timezone)).date()

    @cached_property
    def workspace(self) -> "Workspace":
        """The workspace of this command."""
        from asnkarier.agency.workspace import Workspace, keep_silent
        from asnkarier.cli.screen.narration import say

        settings = self.settings
        if self.config_file is None:
            raise AssertionError
        tell = keep_silent if self.quiet else lambda told: say(self.hide.text(told) if self.hide else told)
        here = Workspace(self.config_file.parent, settings, self.day(), wait=self.wait, tell=tell)
        return here if self.known_at is None else self._known_then(here, self.known_at)

    @cached_property
    def anywhere(self) -> "Workspace":
        """The workspace; where there is no config.yaml, this folder with the settings as shipped: for what is asked about other folders."""
        if self.config_file is not None:
            return self.workspace
        from asnkarier.agency.workspace import Workspace
        from asnkarier.settings import Settings

        self.settings = Settings(agency="")
        known_at = (
            None if self.known_at is None else 0
        )  # only that it was said matters: there is no store to ask
        return Workspace(Path.cwd(), self.settings, self.day(), wait=self.wait, known_at=known_at)

    def _known_then(self, here: "Workspace", text: str) -> "Workspace":
        """Return the workspace as it was known after a batch, or at the end of a day in the agency's zone."""
        if text.isascii() and text.isdecimal():
            with here.open_store() as store:
                if not any(one.batch_id == int(text) for one in store.batches()):
                    raise UsageError(
                        N_("--known-at {value}: there is no import of this number"),
                        N_("take the number from `asn history`"),
                        facts={"value": text},
                    )
            return replace(here, known_at=int(text))
        try:
            following = date.fromisoformat(text) + timedelta(days=1)
        except (ValueError, OverflowError) as error:
            raise UsageError(
                N_("--known-at {value}: neither a date nor the number of a batch"),
                N_("write it as YYYY-MM-DD, or take the number from `asn history`"),
                facts={"value": text},
            ) from error
        midnight = datetime.combine(following, time(), ZoneInfo(here.settings.timezone))
        with here.open_store() as store:
            return replace(here, known_at=store.batch_at(midnight - timedelta(microseconds=1)))
