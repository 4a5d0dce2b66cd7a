"""Parts of config.yaml about files: where they lie, what is read, what is written, what runs at night."""

import os
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from asnkarier.settings_kinds import (
    Percent,
)
from asnkarier.settings_parts.part import Part


class Paths(Part):
    """Where things lie, relative to the folder of config.yaml."""

    store: str = ".asn/asnkarier.db"
    standards: str = "standards"
    regulations: str = "regulations"
    inbox: str = "inbox"
    output: str = "out"

    @field_validator("output")
    @classmethod
    def _apart(cls, output: str, others: ValidationInfo) -> str:
        """Keep reports out of the folders whose files are read: the next run would take them for input."""
        mine = Path(os.path.normpath(output))
        for name in ("standards", "regulations", "inbox"):
            read = Path(os.path.normpath(others.data.get(name, name)))
            if mine == read or read in mine.parents:
                raise PydanticCustomError("among_inputs", "reports would lie among the files that asn reads")
        return output


class Importing(Part):
    """Which lists are everybody whenever they are imported, and which share of the people one of them may leave out.

    when_done: what `asn run` does with a file of the inbox that went in or was refused. still_seconds: it leaves a file that changed within them.
    """

    complete: tuple[Literal["employees"], ...] = ()
    most_leavers: Percent = Decimal(5)
    when_done: Literal["move", "keep"] = "move"
    still_seconds: Annotated[float, Field(strict=True, ge=0, le=3600)] = 2


class Output(Part):
    """Of what `asn run` writes. folders: `latest` is the folder of reports itself, `dated` one of the day in it. group: of the machine, which may read it."""

    folders: Literal["latest", "dated", "both"] = "latest"
    group: Annotated[str, Field(min_length=1)] | None = None


class Log(Part):
    """The log of `asn run` beside the store: how large it grows, how many older ones stay, and whether names of files stand in it."""

    megabytes: Annotated[float, Field(strict=True, ge=0.01, le=1000)] = 2
    kept: Annotated[int, Field(strict=True, ge=0, le=100)] = 5
    file_names: bool = False


class Csv(Part):
    """For whom CSV files are written: for programs (comma, decimal point), or as Excel opens them right."""

    reader: Annotated[Literal["programs", "excel"], Field(alias="for")] = "programs"


class Rules(Part):
    """Choices where the sources of a rule conflict: parameter id -> name of the variant."""

    choices: dict[str, str] = Field(default_factory=dict)


class Step(Part):
    """One step of a batch job as it is written; which commands and options there are is known upstairs, in `workflows`.

    `needs`: steps that must have succeeded in the same run. name: of its files, when the command tells no two steps apart.
    formats: `txt` is plain text for a mail. pseudonymize: nobody is named in its files.
    """

    run: str
    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,60}$")] | None = None
    formats: tuple[Literal["xlsx", "csv", "json", "txt", "docx", "pdf", "parquet", "sqlite"], ...] = ("xlsx",)
    options: dict[str, Any] = Field(default_factory=dict)
    needs: tuple[str, ...] = ()
    pseudonymize: bool = False
