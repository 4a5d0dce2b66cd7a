"""An earlier list of employees proves the post that it gives, from its tmt to the day of the list and no further."""

import pandas as pd
import pytest

from asnkarier.analysis.careers.listed_before import listed_before
from in_process import asn

A = "199001012010011901"
HEAD = "NIP,NAMA,STATUS ASN,KEDUDUKAN HUKUM,GOLONGAN,JENIS JABATAN,JABATAN,JENJANG,TMT JABATAN,UNIT KERJA,TINGKAT PENDIDIKAN,TMT CPNS\n"
CLERK = ("pelaksana", "Pengelola Kepegawaian", "")
JF = ("fungsional", "Perencana Ahli Pertama", "ahli_pertama")


def roll(post, tmt):
    jenis, jabatan, jenjang = post
    return f"{HEAD}{A},Ani,PNS,Aktif,III/c,{jenis},{jabatan},{jenjang},{tmt},Dinas A,S-1,2010-01-01\n"


def found(folder, *lists, day="2026-11-01", config=""):
    """Return the finding on experience for a post of pengawas after these lists, each as of its day."""
    (folder / "config.yaml").write_text(f"as_of: {day}\nlanguage: en\n{config}", encoding="utf-8")
    (folder / "v.csv").write_text(
        "kode,jabatan,unit_kerja,jumlah\nV1,Kepala Subbagian Umum,Dinas A,1\n", encoding="utf-8"
    )
    (folder / "standards").mkdir()
    (folder / "standards" / "k.yaml").write_text(
        "jabatan: Kepala Subbagian Umum\nkelompok: pengawas\nkompetensi: {integritas: 3}\n", encoding="utf-8"
    )
    assert asn("import", "v.csv", cwd=folder).code == 0
    for number, (of, text) in enumerate(lists):
        (folder / f"l{number}.csv").write_text(text, encoding="utf-8")
        done = asn("--as-of", of, "import", f"l{number}.csv", cwd=folder)
        assert done.code == 0, done.err
    told = asn("promote-shortlist", "V1", "--all", "--format", "json", cwd=folder)
    assert told.code == 0, told.err
    return next(one for one in told.json()["findings"] if one["rule_id"] == "PWS-PENGALAMAN")


NOW = ("2026-06-30", roll(JF, "2026-05-01"))


@pytest.mark.parametrize(
    ("day", "result"), [("2025-12-30", "unknown"), ("2025-12-31", "met"), ("2026-03-01", "met")]
)
def test_four_years_as_pelaksana_are_proven_up_to_the_day_of_the_list(tmp_path, day, result):
    one = found(tmp_path, (day, roll(CLERK, "2022-01-01")), NOW)
    assert (one["result"], one["reason_code"] if result == "unknown" else "") == (
        result,
        "history_missing" if result == "unknown" else "",
    )
    if result == "met":
        assert one["source"].startswith("l0.csv")


def test_one_list_alone_proves_nothing_of_earlier_posts(tmp_path):
    assert found(tmp_path, NOW)["result"] == "unknown"


def test_a_list_repeated_later_proves_up_to_its_last_day(tmp_path):
    first = roll(CLERK, "2022-01-01")
    again = first.replace("Dinas A", "Dinas B")
    assert found(tmp_path, ("2024-01-01", first), ("2025-12-31", again), NOW)["result"] == "met"


@pytest.mark.parametrize(
    "first",
    [
        roll(("pelaksana", JF[1], ""), "2010-01-01"),  # the same post with another tmt: a correction
        roll(CLERK, "2026-05-01"),  # another name from the same day: a correction
        roll(CLERK, "2026-06-01"),  # later than the present post: no earlier one
        roll(CLERK, ""),  # undated
    ],
)
def test_corrections_and_undated_posts_prove_nothing(tmp_path, first):
    assert found(tmp_path, ("2026-01-01", first), NOW)["result"] == "unknown"


def words(*rows):
    columns = ["nip", "jabatan", "tmt_jabatan", "vouched_as_of", "row"]
    frame = pd.DataFrame(rows, columns=columns).assign(source_id=1)
    for name in ("jenis_jabatan", "jenjang", "eselon", "kelas_jabatan", "unit_kerja"):
        frame[name] = None
    for name in ("tmt_jabatan", "vouched_as_of"):
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
    return frame


def test_the_end_is_the_day_of_the_list_or_the_eve_of_the_present_post():
    people = words((A, "C", "2024-01-01", "2024-06-01", 1))[["nip", "jabatan", "tmt_jabatan"]]
    said = words(
        (A, "X", "2010-01-01", "2012-01-01", 2),
        (A, "Y", "2010-01-01", "2013-01-01", 3),
        (A, "Z", "2015-01-01", "2025-01-01", 4),
        (A, "C", "2024-01-01", "2025-06-01", 5),
    )
    told = listed_before(said, people, frozenset())
    assert [(row.jabatan, str(row.sampai.date()), row.row) for row in told.itertuples()] == [
        ("Y", "2013-01-01", 3),
        ("Z", "2023-12-31", 4),
    ]
    assert listed_before(said, people, {A}).empty, "a recorded history speaks for itself"
