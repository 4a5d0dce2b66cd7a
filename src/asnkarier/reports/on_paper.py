"""A report as it is printed: without the names of rules, of which nobody can ask a page what they stand for; the titles stand beside them."""

from dataclasses import replace

from asnkarier.model.book import Block, Book, Page, Table


def on_paper(book: Book) -> Book:
    """Return `book` without the columns that are for programs and the terminal alone."""
    return replace(book, blocks=tuple(map(_printed, book.blocks)))


def _printed(block: Block | Page) -> Block | Page:
    if isinstance(block, Page):
        inner = tuple(one for one in map(_printed, block.blocks) if not isinstance(one, Page))
        return replace(block, blocks=inner)
    if not isinstance(block, Table) or all(column.on_paper for column in block.columns):
        return block
    return replace(block, columns=tuple(column for column in block.columns if column.on_paper))
