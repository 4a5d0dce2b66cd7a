"""`--pseudonymize`: people by another name, in what a command writes, says and is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from asnkarier.cli.context import Words
from asnkarier.cli.screen.output import How
from asnkarier.errors import AsnkarierError, UsageError
from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Request
from asnkarier.workflows.pseudonyms import meant, names_pseudonyms, refuse_letters

R = TypeVar("R", bound=Request)

PSEUDONYMIZE: Final = N_(
    "people by pseudonyms: no name, no NIP, no day of birth; the key is pseudonym.key beside the store"
)


def refuse_people(how: How, asked: Request) -> None:
    """UsageError: what is wanted exists only to name somebody, a letter or the key of a blind list."""
    refuse_letters(how.folder == "docx")
    if isinstance(getattr(asked, "key", None), Path):
        raise UsageError(
            N_("the key of a blind list holds the names"), N_("leave out either --key or --pseudonymize")
        )


@contextmanager
def called(words: Words, asked: R, *, wanted: bool) -> Iterator[R]:
    """Give the request with people in the place of their pseudonyms; where they are wanted, errors and remarks inside tell pseudonyms too."""
    if wanted and words.config_file is not None:
        from asnkarier.agency.privacy.disguise import disguise_of

        words.hide = disguise_of(words.workspace)
    try:
        yield meant(words.workspace, asked) if names_pseudonyms(asked) else asked
    except AsnkarierError as error:
        if words.hide is not None:
            from asnkarier.reports.disguised import disguised_error

            disguised_error(error, words.hide)
        raise
