"""The reading child process: `python -I -S child.py FORM FILE MEMORY SECONDS ROOT…`, sheets on stdout.

Old formats and web pages are read here, where a crash, a greedy file or an endless loop ends this process and not
the import. ROOTs are the folders of the program and of calamine, as an isolated interpreter knows neither.
"""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asnkarier.sheets.legacy.pages import Book


def main(arguments: list[str]) -> int:
    """Read one file and write its sheets, or the reason why not, to stdout."""
    form, file, memory, seconds, *roots = arguments
    # Not in front: the folder of this very file holds names that must not shadow others.
    sys.path[:] = [entry for entry in sys.path if Path(entry) != Path(__file__).parent] + roots
    _limit(int(memory), int(seconds))
    from asnkarier.sheets.legacy.pages import write_book, write_refusal
    from asnkarier.sheets.refusal import RefusedError

    try:
        book = _read(Path(file), form)
    except RefusedError as refused:
        write_refusal(refused, sys.stdout.buffer)
    except MemoryError:
        write_refusal(RefusedError("BERKAS-MEMORI", limit=memory), sys.stdout.buffer)
    else:
        write_book(book, sys.stdout.buffer)
    return 0


def _read(path: Path, form: str) -> "Book":
    if form == "html":
        from asnkarier.sheets.legacy.html_tables import read_html

        return read_html(path)
    if form == "xml2003":
        from asnkarier.sheets.legacy.xml2003 import read_xml_2003

        return read_xml_2003(path)
    from asnkarier.sheets.legacy.calamine import read_legacy

    return read_legacy(path, form)


def _limit(memory: int, seconds: int) -> None:
    """Cap address space and processor time where the system can, and leave no image of the memory behind."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
