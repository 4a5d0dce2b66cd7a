"""What was said on a past day is said again, byte for byte, by `--as-of DAY --known-at DAY` and by the number of the batch."""

from datetime import date, datetime, timedelta

import pytest

from asnkarier.cli.commands import import_files, undo
from conftest import SAMPLES, make_workspace

FIRST, SECOND, THIRD = date(2026, 3, 2), date(2026, 6, 1), date(2026, 11, 1)
PEOPLE = 40
POST = "Kepala Bidang Mutasi dan Promosi"
UNIT = "Badan Kepegawaian dan Pengembangan SDM"
FORMS = ("table", "csv", "json", "xlsx")
FEW = ("csv", "xlsx")
ROW = "nip,nama,jabatan,unit_kerja\n198501012010011901,Orang,Auditor Ahli Muda,Dinas A\n"
REPORTS = (
    ("gap",),
    ("recommend-training", "--unit", UNIT, "--budget", "20000000"),
    ("promote-shortlist", POST, "--all"),
    ("recommend-placement",),
    ("check",),
    ("history",),
)


class Office:
    """A workspace whose imports are stamped with any moment; what it said on each day is kept."""

    def __init__(self, folder, run_asn, monkeypatch):
        self.folder, self.run_asn, self.monkeypatch = folder, run_asn, monkeypatch

    def at(self, day):
        class Clock(datetime):
            @classmethod
            def now(cls, tz):
                return datetime(day.year, day.month, day.day, 2, tzinfo=tz)

        for module in (import_files, undo):
            self.monkeypatch.setattr(module, "datetime", Clock)

    def run(self, day, *words):
        done = self.run_asn("--as-of", day, *words, cwd=self.folder)
        assert done.code == 0, (words, done.err)
        return done

    def said(self, day, *globals_, forms=FORMS):
        """Every report in every form, with what stands on the screen beside it."""
        nip = self.register().splitlines()[3].split("|")[1].lstrip("'")
        found = {}
        for words in (*REPORTS, ("explain", nip, "--for", POST)):
            for form in forms:
                out = self.folder / f"x.{form}"
                done = self.run(day, *globals_, *words, "--format", form, "-o", out)
                found[*words, form] = (done.err, out.read_bytes())
        return found

    @staticmethod
    def register(skip=0):
        lines = (SAMPLES / "pegawai_siasn.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
        return "".join([lines[0], *lines[1 + skip : PEOPLE + skip]])

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")
        return name


def differing(one, other):
    return [key for key in one if one[key] != other[key]]


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    """Three moments of an office, and what every report said at each: (office, {day: (batch, said)})."""
    from in_process import asn

    with pytest.MonkeyPatch.context() as patch:
        office = Office(make_workspace(tmp_path_factory.mktemp("lalu") / "kantor"), asn, patch)
        moments = {}

        def keep(day, forms):
            rows = office.run(day, "history", "--format", "json").json()["rows"]
            moments[day] = (max(row["batch"] for row in rows), office.said(day, forms=forms))

        office.at(FIRST)
        lists = ("katalog_diklat.xlsx", "lowongan.xlsx", "rekap_asesmen.xlsx", "rekap_ekinerja_2024.xlsx")
        office.run(
            FIRST, "import", office.write("a.csv", office.register()), *(SAMPLES / one for one in lists)
        )
        keep(FIRST, FEW)
        office.at(SECOND)
        lists = ("riwayat_jabatan.xlsx", "riwayat_diklat.xlsx", "unor.xlsx", "rekap_ekinerja_2025.xlsx")
        office.run(
            SECOND, "import", office.write("b.csv", office.register(20)), *(SAMPLES / one for one in lists)
        )
        keep(SECOND, FORMS)
        office.at(THIRD)
        office.run(THIRD, "undo", "1")
        office.run(THIRD, "import", office.write("c.csv", office.register(10)))
        yield office, moments


def test_a_past_day_is_rebuilt_byte_for_byte(past):
    office, moments = past
    assert differing(moments[SECOND][1], office.said(SECOND, "--known-at", SECOND)) == []


def test_the_number_of_the_batch_does_as_well(past):
    office, moments = past
    batch, said = moments[FIRST]
    assert differing(said, office.said(FIRST, "--known-at", batch, forms=FEW)) == []
    now = office.run(FIRST, "gap", "--format", "csv")
    assert now.out.encode() != said["gap", "csv"][1], "what has come since changes the answers"


def test_a_day_without_an_import_is_that_of_the_last_one(past):
    office, moments = past
    one = office.run(FIRST, "--known-at", SECOND - timedelta(days=1), "gap", "--format", "csv")
    assert one.out.encode() == moments[FIRST][1]["gap", "csv"][1]


def changed(folder, what):
    """Change one of the things beside the facts that answers rest on."""
    if what == "config.yaml":
        config = folder / "config.yaml"
        config.write_text(config.read_text() + "assessment: {valid_years: 9}\n")
    elif what == "regulations":
        own = folder / "regulations" / "pengembangan" / "jam_pelajaran.yaml"
        own.parent.mkdir(parents=True)
        own.write_text('nilai:\n  2017-05-01: {nilai: 21, dasar: "kebijakan-bawaan"}\n')
    else:
        one = next((folder / "standards").glob("auditor*.yaml"))
        one.write_text(one.read_text().replace("integritas: 3", "integritas: 4"))


@pytest.mark.parametrize("what", ["config.yaml", "regulations", "job standards"])
def test_what_has_changed_beside_the_facts_is_said(what, workspace, run_asn):
    (workspace / "a.csv").write_text(ROW)
    (workspace / "b.csv").write_text(ROW.replace("1901", "1902"))
    assert run_asn("import", "a.csv", "--as", "employees", cwd=workspace).code == 0
    early = ("--language", "en", "--known-at", "1", "gap")
    assert run_asn(*early, cwd=workspace).err == "", "nothing has changed"
    changed(workspace, what)
    told = run_asn(*early, cwd=workspace)
    assert told.code == 0, told.err
    assert what in told.err
    assert what in " ".join(told.out.split())
    assert run_asn("--language", "en", "gap", cwd=workspace).err == "", "today's answer is today's"
    assert run_asn("import", "b.csv", "--as", "employees", cwd=workspace).code == 0
    assert what in run_asn(*early, cwd=workspace).err
    assert run_asn("--language", "en", "--known-at", "2", "gap", cwd=workspace).err == ""


def test_another_version_is_said(workspace, run_asn, monkeypatch):
    (workspace / "a.csv").write_text(ROW)
    monkeypatch.setattr("asnkarier.agency.answers.conditions.__version__", "0.0.1")
    assert run_asn("import", "a.csv", "--as", "employees", cwd=workspace).code == 0
    monkeypatch.undo()
    assert "0.0.1" in run_asn("--language", "en", "--known-at", "1", "gap", cwd=workspace).err
