"""The steps of `jobs:` are typed by the same requests as the command line: what is misspelt is told with its line."""

import pytest

BASE = "as_of: 2026-11-01\njobs:\n  malam:\n"

# § stands before the place that the message must name.
WRONG = [
    ("    - {run: recommend-training, options: {§bugdet: 1}}", "CONFIG-KUNCI-MIRIP", "`budget`"),
    ("    - {run: recommend-training, options: {§zzz: 1}}", "CONFIG-KUNCI]", "zzz"),
    ("    - {run: recommend-training, options: {§budget: banyak}}", "YAML-RUPIAH", "250 juta"),
    ("    - {run: recommend-training, options: {§budget: yes}}", "YAML-RUPIAH", "rupiah"),
    ("    - {run: recommend-training, options: {§budget: -1}}", "YAML-RUPIAH", "rupiah"),
    ("    - {run: recommend-training, options: {§max_per_person: 0}}", "YAML-BATAS", ">= 1"),
    ("    - {run: recommend-training, options: {§max_per_person: yes}}", "YAML-BULAT", "max_per_person"),
    ("    - {run: recommend-training, options: {§max-per-person: 1}}", "CONFIG-KUNCI-MIRIP", "max_per_person"),
    ("    - run: gap\n      options: {§by: orang}", "YAML-PILIHAN", "person"),
    ("    - run: gap\n      options:\n        §unit: 7", "YAML-TEKS", "unit"),
    ("    - {run: recommend-placement, options: {§cascade: 2}}", "YAML-LOGIS", "cascade"),
    ("    - §{run: explain}", "YAML-KURANG", "nip"),
    ("    - {run: explain, options: {§nip: 198210012014111964}}", "YAML-TEKS", "nip"),
    ("    - {run: import, options: {§files: [a.csv]}}", "CONFIG-KUNCI", "files"),
    ("    - {run: import, options: {§now: 2026-01-01}}", "CONFIG-KUNCI", "now"),
    ("    - {run: import, options: {§map: [a]}}", "YAML-PETA", "map"),
    ("    - {§run: gapp}", "CONFIG-LANGKAH-MIRIP", "`gap`"),
    ("    - {§run: zzzz}", "CONFIG-LANGKAH]", "recommend-training"),
    ("    - {run: gap, needs: [§import]}", "CONFIG-PERLU", "import"),
    ("    - {run: gap}\n    - {§run: gap, options: {by: unit}}", "CONFIG-GANDA", "gap.xlsx"),
    ("    - {run: gap, §name: ../gap}", "CONFIG-NILAI", "name"),
    ("    - {run: import, §pseudonymize: true}", "CONFIG-KUNCI]", "pseudonymize"),
    ("    - {run: letters piagam, formats: [docx], §pseudonymize: true}", "CONFIG-KUNCI]", "pseudonymize"),
    ("    - {run: import, §formats: [csv]}", "CONFIG-KUNCI]", "formats"),
    ("    - {run: gap, §option: {by: unit}}", "CONFIG-KUNCI-MIRIP", "options"),
]  # fmt: skip


@pytest.mark.parametrize(("step", "code", "near"), WRONG)
def test_a_wrong_step_is_told_with_its_line_before_anything_runs(workspace, run_asn, step, code, near):
    before = (BASE + step).partition("§")[0]
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    (workspace / "config.yaml").write_text(BASE + step.replace("§", "") + "\n", encoding="utf-8")
    for words in (["run"], ["gap"]):
        done = run_asn(*words, cwd=workspace)
        assert done.code == 3, done.err
        line = next(line for line in done.err.splitlines() if f"config.yaml:{place}" in line)
        assert code in line
        assert near in line
    assert not (workspace / "out").exists()


def test_every_fault_of_every_step_is_told_at_once(workspace, run_asn):
    steps = "    - {run: gapp}\n    - {run: gap, options: {bye: unit, nipp: x}}\n"
    (workspace / "config.yaml").write_text(BASE + steps, encoding="utf-8")
    done = run_asn("--language", "en", "run", cwd=workspace)
    assert done.err.count("config.yaml:") == 3
    assert "did you mean `by`?" in done.err


def test_steps_take_the_options_of_their_commands(small_agency, run_asn, tmp_path, few_budgets):
    import shutil

    office = tmp_path / "kantor"
    shutil.copytree(small_agency, office)
    steps = (
        "    - {run: gap, formats: [json], options: {by: unit, unit: Dinas Pendidikan}}\n"
        "    - {run: check, formats: [json]}\n"
        "    - {run: gap, name: gap-kompetensi, formats: [csv], options: {by: kompetensi}}\n"
        "    - {run: explain, formats: [json], options: {nip: '198210012014111964', for: LOW-01}}\n"
        "    - {run: recommend-training, formats: [json], options: {budget: 50 juta, max_per_person: 1}}\n"
        "    - {run: promote-shortlist, formats: [json], options: {vacancies: [LOW-01], top: 2, all: true}}\n"
        "    - {run: rules list, formats: [csv], needs: [gap]}\n"
    )
    (office / "config.yaml").write_text(BASE + steps, encoding="utf-8")
    done = run_asn("run", cwd=office)
    assert (done.code, done.err) == (0, "")
    written = {path.name for path in (office / "out").iterdir()}
    assert written == {
        "gap.json", "gap-kompetensi.csv", "check.json", "explain.json", "recommend-training.json", "shortlist-low_01.json",
        "rules-list.csv", "run.json",
    }  # fmt: skip
    told = run_asn("gap", "--by", "unit", "--unit", "Dinas Pendidikan", "--format", "json", cwd=office)
    assert told.out == (office / "out" / "gap.json").read_text(encoding="utf-8")
    plan = run_asn(
        "recommend-training", "--budget", "50 juta", "--max-per-person", "1", "--format", "json", cwd=office
    )
    assert plan.out == (office / "out" / "recommend-training.json").read_text(encoding="utf-8")
