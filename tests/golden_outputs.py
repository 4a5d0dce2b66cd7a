"""Every command in every form on the sample agency: what `tests/golden/outputs.json` holds, and how to see what changed.

`python tests/golden_outputs.py DIR` writes every output into DIR, so that two checkouts can be compared with `diff -r`;
`python tests/golden_outputs.py --record` writes the golden file anew. A change of it is named in its commit.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden" / "outputs.json"
FORMS = ("table", "json", "csv", "xlsx")
COMMANDS = {
    "gap": ("gap",),
    "gap-item-unit": ("gap", "--unit", "Dinas Pendidikan", "--by", "item"),
    "gap-unit": ("gap", "--by", "unit"),
    "gap-kompetensi": ("gap", "--by", "kompetensi"),
    "gap-next": ("gap", "--against", "next"),
    "needs": ("needs",),
    "needs-unit": ("needs", "--by", "unit"),
    "recommend-training": ("recommend-training", "--budget", "250000000"),
    "promote-shortlist": ("promote-shortlist", "LOW-01"),
    "recommend-placement": ("recommend-placement",),
    "explain": ("explain", "198210012014111964"),
    "explain-for": ("explain", "198210012014111964", "--for", "LOW-01"),
    "check": ("check",),
    "history": ("history",),
    "rules-list": ("rules", "list"),
    "rules-show": ("rules", "show", "jabatan/administrator"),
    "standards-list": ("standards", "list"),
}
# Their lines on the terminal are those of the workbook; two forms hold what they say.
FILES = {
    "cascade": ("recommend-placement", "--cascade"),
    "talent-map": ("talent-map",),
    "succession": ("succession",),
    "retirements": ("retirements",),
    "expiring": ("expiring",),
    "review": ("review",),
    "ip-asn": ("ip-asn",),
    "profile": ("profile", "198210012014111964"),
    "fairness": ("fairness", "--of", "reward"),
}
ENGLISH = {
    f"{name}-en": ("--language", "en", *words)
    for name, words in COMMANDS.items()
    if name in {"gap", "promote-shortlist", "explain-for", "check", "needs", "recommend-training"}
}
# Workbooks that hold a moment or the folder's own path.
UNSTABLE = {"history.xlsx", "standards-list.xlsx"}
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_MOMENT = re.compile(
    r"\d\d-\d\d-\d{4} \d\d:\d\d +\w+"
    r'|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)?([",]+ *("imported_by": ")?\w+)?'
)


def outputs(agency, run, folder):
    """Yield (name, bytes) of each command and form; who imported when, chained digests and the folder's path are left out."""
    forms = [(name, form, words) for name, words in COMMANDS.items() for form in FORMS]
    forms += [(name, "table", words) for name, words in ENGLISH.items()]
    forms += [(name, form, words) for name, words in FILES.items() for form in ("json", "xlsx")]
    for name, form, words in forms:
        if f"{name}.{form}" in UNSTABLE:
            continue
        file = folder / f"{name}.{'txt' if form == 'table' else form}"
        done = run(*words, "--format", form, "--output", file, cwd=agency)
        if done.code:
            yield file.name, f"exit {done.code}: {done.err}".encode()
            continue
        data = file.read_bytes()
        if form != "xlsx":
            text = data.decode().replace(str(agency), "AGENCY")
            data = _MOMENT.sub("MOMENT", _DIGEST.sub("DIGEST", text)).encode()
        yield file.name, data


def digests(found):
    return {name: hashlib.sha256(data).hexdigest()[:16] for name, data in sorted(found)}


def main():
    import tempfile

    from conftest import SAMPLES, make_workspace
    from in_process import asn

    folder = Path(tempfile.mkdtemp()) / "agency"
    agency = make_workspace(folder)
    done = asn("import", SAMPLES, cwd=agency)
    assert done.code == 0, done.err
    target = Path(tempfile.mkdtemp()) if sys.argv[1] == "--record" else Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    found = [(name, data) for name, data in outputs(agency, asn, target)]
    for name, data in found:
        (target / name).write_bytes(data)
    if sys.argv[1] == "--record":
        GOLDEN.write_text(json.dumps(digests(found), indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
