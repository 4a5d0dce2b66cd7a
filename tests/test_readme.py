"""Every command of the README's tour is run, in its order, on a copy of the repository's own workspace."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def tour(page: str) -> list[list[str]]:
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, flags=re.DOTALL)
    lines = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    return [shlex.split(line) for line in lines]


PAGES = [
    "README.md",
    "README.id.md",
    *sorted(str(one.relative_to(ROOT)) for one in (ROOT / "docs/guide").glob("*.md")),
]
TOURS = [page for page in PAGES if tour(page)]


def test_both_languages_have_a_tour_in_the_readme_and_in_the_guide():
    assert {"README.md", "README.id.md", "docs/guide/first-hour.md", "docs/guide/satu-jam-pertama.md"} <= {
        *TOURS
    }


@pytest.mark.parametrize("page", TOURS)
def test_tour_runs(page, tmp_path, run_asn, few_budgets, few_lists):
    """On few people of the sample, so that all pages can be run; `asn demo` runs the main of it on everybody."""
    shutil.copyfile(ROOT / "config.yaml", tmp_path / "config.yaml")
    shutil.copytree(few_lists, tmp_path / "data" / "samples")
    shutil.copytree(ROOT / "data" / "samples" / "standards", tmp_path / "data" / "samples" / "standards")
    commands = tour(page)
    assert len(commands) >= 7
    for words in commands:
        assert words[0] == "asn"
        done = run_asn(*words[1:], cwd=tmp_path)
        assert done.code == 0, (words, done.err)
        if "--output" in words:
            written = tmp_path / words[words.index("--output") + 1]
            assert written.stat().st_size > 0
            assert written.stat().st_mode & 0o777 == 0o600


def test_links_of_the_readme_lead_somewhere():
    for page in (*PAGES, "CONTRIBUTING.md", "docs/index.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert ((ROOT / page).parent / target).exists(), (page, target)


def test_every_exit_code_is_documented():
    from asnkarier.cli.exits import Exit

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text[text.index("## Exit codes") :]
    for code in Exit:
        assert re.search(rf"\b{code.value}\b", table), code
