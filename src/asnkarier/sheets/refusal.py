"""A whole file is refused: raised inside this room, caught at its one door (`reading.read_table`)."""

from asnkarier.model.problem import Location, Problem, Severity


class RefusedError(Exception):
    """The file cannot be read. `code` names why, `facts` fill its sentence, `sheet` and `cell` say where if known."""

    def __init__(
        self, code: str, *, sheet: str | None = None, cell: str | None = None, **facts: object
    ) -> None:
        super().__init__(code)
        self.code, self.sheet, self.cell, self.facts = code, sheet, cell, facts

    def problem(self, file: str) -> Problem:
        """Return the refusal as an error at the file."""
        return Problem(self.code, Severity.ERROR, Location(file, self.sheet, self.cell), self.facts)
