"""What every command answers on the sample agency, in every form, byte for byte, and in words where people read it."""

import html
import io
import json
import re
import zipfile

import pytest

from golden_outputs import GOLDEN, digests, outputs
from known_once import books_made_once

# What looks like a code and may stand before people: how files are called, and names that they type themselves.
MAY_STAND = {
    "a line of config.yaml, as it is typed": re.compile(r"\bcomplete_registers:(?:\s*\[[\w, ]+\])?|\bconfig\.yaml: [a-z_.]+"),
    "a key of config.yaml that a narrow column broke off its file": re.compile(r"\b(?:calendar\.)?most_away\b"),
    "a file of the office": re.compile(r"[\w.-]+\.(?:(?:xlsx|csv|yaml)(?::\S*)?|(?=\s))"),
    "a rule, as `asn rules show` takes it": re.compile(r"\b(?:ip_asn|jabatan|kinerja|kompetensi|pengembangan|referensi|talenta)/\w*"),
    "a variant of a rule, as config.yaml takes it": re.compile(
        r"\b(?:kepka_411|belum_dipilih|predikat_saja|lama_saja|rata_rata|kabupaten_kota|sisa_bobot|seperti_pejabat|tanpa_padanan|awal_bulan_berikutnya|tanggal_lahir)\b"
    ),
}  # fmt: skip
# Standards are called by the name of their file: `asn standards show NAME`.
NAMES = {"standards-list.txt": re.compile(r"^\w+", re.MULTILINE)}
CODE = re.compile(r"\S*(?:\w_\w|\w=\w|->|\b(?:True|False|None|nan|NaT|true|false)\b)\S*")


@pytest.fixture(scope="module")
def found(agency, run_asn, tmp_path_factory):
    with books_made_once():
        return dict(outputs(agency, run_asn, tmp_path_factory.mktemp("outputs")))


def test_outputs_are_as_recorded(found):
    known = digests(found.items())
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert set(known) == set(golden)
    assert {name for name in known if known[name] != golden[name]} == set()


def words_of(data):
    """Return every text of a workbook, one a line."""
    package = zipfile.ZipFile(io.BytesIO(data))
    parts = [
        name for name in package.namelist() if name == "xl/sharedStrings.xml" or "/worksheets/sheet" in name
    ]
    texts = (
        text
        for name in parts
        for text in re.findall(r"<t[^>]*>(.*?)</t>", package.read(name).decode(), re.DOTALL)
    )
    return html.unescape("\n".join(texts))


def test_no_codes_and_no_dumps_before_people(found):
    codes = {}
    for name, data in found.items():
        # On the terminal the list of rules breaks their names; its workbook holds the same cells unbroken.
        if not name.endswith((".txt", ".xlsx")) or name == "rules-list.txt":
            continue
        text = words_of(data) if name.endswith(".xlsx") else data.decode()
        for allowed in (*MAY_STAND.values(), *([NAMES[name]] if name in NAMES else [])):
            text = allowed.sub("", text)
        if seen := sorted(set(CODE.findall(text))):
            codes[name] = seen[:20]
    assert codes == {}


def test_the_search_finds_codes():
    for text in ("tahun=2024", "jf_ahli_madya", "1 -> 2", "kunci: True", "default:jf_ahli_muda;"):
        assert CODE.search(text)
    assert not CODE.search("100 × 40 / 42 = 95,24; kelompok jabatan; a_".replace("a_", ""))
