"""The priority of the Kelompok Rencana Suksesi (PP 11/2017 Pasal 200): what the list says, weighed as the agency says."""

import shutil
from random import Random

import pandas as pd
import pytest

from conftest import SAMPLES, make_workspace

WEIGHTS = "promotion: {weights: {kompetensi: 40, kinerja: 30, kualifikasi: 10, pengalaman: 10, pengembangan: 5, potensi: 0, integritas: 5, krs: %d}}\n"


def office(folder, members, others, weight):
    """The sample agency whose list says of some people that they are in the KRS, of some that they are not."""
    workspace, files = make_workspace(folder / f"kantor{weight}", WEIGHTS % weight), folder / "berkas"
    if not files.exists():
        shutil.copytree(SAMPLES, files, ignore=shutil.ignore_patterns("standards"))
        path = files / "pegawai_siasn.csv"
        heading, *people = path.read_text(encoding="utf-8-sig").splitlines()
        nip = [one.strip() for one in heading.split("|")].index("NIP BARU")
        lines = [f"{heading}|KRS"]
        for line in people:
            number = "".join(filter(str.isdigit, line.split("|")[nip]))
            lines.append(f"{line}|{'Ya' if number in members else 'Tidak' if number in others else ''}")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return workspace, files


@pytest.fixture(scope="module")
def plain(agency, run_asn):
    found = run_asn("promote-shortlist", "LOW-01", "--format", "json", cwd=agency).json()
    return [row for row in found["rows"] if row["rank"] is not None and row["status"] == "eligible"]


@pytest.fixture(scope="module")
def offices(plain, run_asn, tmp_path_factory):
    """weight -> rows by nip: the last of the list is in the KRS, the first is not, of the others nothing is said."""
    folder, found = tmp_path_factory.mktemp("krs"), {}
    for weight in (0, 100):
        workspace, files = office(folder, {plain[-1]["nip"]}, {plain[0]["nip"]}, weight)
        assert run_asn("import", files, cwd=workspace).code in (0, 1)
        told = run_asn("promote-shortlist", "LOW-01", "--all", "--format", "json", cwd=workspace).json()
        found[weight] = {row["nip"]: row for row in told["rows"]}, told
    return found


def test_a_weight_of_nothing_changes_nothing(plain, offices):
    rows, told = offices[0]
    for row in plain:
        mine = rows[row["nip"]]
        assert [mine[key] for key in ("score", "score_low", "score_high", "rank")] == [
            row[key] for key in ("score", "score_low", "score_high", "rank")
        ]
    assert not {one["target"] for one in told["find_first"]} & {"krs"}


def test_the_member_rises_by_the_weight_and_who_is_not_said_to_be_one_may_or_may_not(plain, offices):
    rows, told = offices[100]
    before = offices[0][0]
    first, last = plain[0], plain[-1]
    member, other = rows[last["nip"]], rows[first["nip"]]
    assert member["score"] == pytest.approx((last["score"] + 100) / 2, abs=0.006)
    assert other["score_high"] == pytest.approx(first["score_high"] / 2, abs=0.006)
    assert member["rank"] == 1
    nip = next(one for one in before if one not in {first["nip"], last["nip"]} and before[one]["rank"])
    silent = rows[nip]
    assert silent["score_low"] == pytest.approx(before[nip]["score_low"] / 2, abs=0.006)
    assert silent["score_high"] == pytest.approx(before[nip]["score_high"] / 2 + 50, abs=0.006)
    part = next(one for one in told["components"] if (one["nip"], one["component"]) == (last["nip"], "krs"))
    assert (part["low"], part["high"], part["weight"], part["points"]) == (100, 100, 100, 50)
    assert len(part["source"]) == 1


def test_a_word_that_is_neither_yes_nor_no_is_no_fact(agency, run_asn, tmp_path):
    workspace = make_workspace(tmp_path / "kantor")
    file = tmp_path / "pegawai.csv"
    row = "198001012005011901,Sari,Analis,Bidang Mutasi"
    file.write_text(f"NIP,NAMA,JABATAN,UNIT KERJA,KRS\n{row},mungkin\n", encoding="utf-8")
    done = run_asn("import", file, cwd=workspace)
    assert done.code == 1
    assert "YA-TIDAK" in done.err + done.out


@pytest.mark.parametrize("weight", [0, 10])
def test_a_bench_has_those_of_the_pool_first_on_the_same_day_where_the_agency_lets_it_count(weight):
    from asnkarier.agency.succession.benches import Benches
    from unfinished_agency import REGISTERS, TARGETS, agency, completed, nip_of, snapshot

    found = 0
    for seed in range(12):
        whole = [completed(one, Random(seed), "best") for one in agency(seed)]
        people = [
            (nip_of(one), one | {"facts": one["facts"] | {"krs": place % 2 == 1}})
            for place, one in enumerate(whole)
        ]
        now = snapshot(people, REGISTERS)
        promotion = now.settings.promotion
        weights = promotion.weights.model_copy(update={"krs": weight})
        settings = now.settings.model_copy(
            update={"promotion": promotion.model_copy(update={"weights": weights})}
        )
        kind = Benches(now.with_(settings=settings)).kind(TARGETS[1])
        match = pd.to_numeric(kind.judged.match["jpm"]).fillna(-1).to_numpy()
        inside = now.dossiers.yes_no("krs") == 1
        order = kind.ready.tolist()
        keys = [
            (kind.prospects.ready_on[one], bool(weight) and not inside[one], -match[one], one)
            for one in order
        ]
        assert keys == sorted(keys)
        found += len({inside[one] for one in order}) > 1
    assert found
