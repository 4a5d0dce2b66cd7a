"""A small store with something in every table, changed and taken back in part: what the store's trials work on."""

from datetime import date
from pathlib import Path

from asnkarier.store.store import Store
from store_samples import FEB, JAN, MAR, level, nip, person, put

PEOPLE = 120


def fill(path: Path, people: int = PEOPLE) -> None:
    """Import nine lists into the store at `path` and take one back."""
    with Store.open(path) as store:
        nips = [nip(number) for number in range(people)]
        put(
            store,
            "employees",
            "pegawai",
            [person(one, golongan="III/a", nama=f"Nama {one[-3:]}") for one in nips],
        )
        put(store, "employees", "pegawai-2", [person(one, golongan="III/b") for one in nips[::2]], as_of=FEB)
        put(store, "units", "unit", [{"id": str(n), "nama_unor": f"Bidang {n}"} for n in range(9)])
        put(store, "positions", "jabatan", [_post(one, 2020 + n % 4) for n, one in enumerate(nips)])
        put(
            store,
            "appraisals",
            "skp",
            [{"nip": one, "tahun": 2025, "predikat": "baik"} for one in nips],
            as_of=FEB,
        )
        put(
            store,
            "assessments",
            "asesmen",
            [_level(one, k) for one in nips for k in ("integritas", "kerjasama")],
        )
        put(
            store,
            "trainings",
            "diklat",
            [{"nip": one, "nama_pelatihan": "PKA", "jp": 40.0} for one in nips[::3]],
        )
        put(store, "courses", "katalog", [_course(number) for number in range(12)])
        wrong = put(
            store, "employees", "salah", [person(one, jabatan="Salah") for one in nips[:30]], as_of=MAR
        )
        store.undo(wrong.batch_id or 0, now="2026-04-02T00:00:00Z", by="operator")
        put(
            store,
            "vacancies",
            "lowongan",
            [{"kode": "L-1", "jabatan": "Analis", "unit_kerja": "Bidang 1"}],
            as_of=JAN,
        )


def _post(one: str, year: int) -> dict[str, object]:
    return {"nip": one, "jabatan": "Analis", "unit_kerja": "Bidang 1", "tmt_jabatan": date(year, 1, 1)}


def _level(one: str, kompetensi: str) -> dict[str, object]:
    return level(one, kompetensi, 2.5, date(2025, 5, 1))


def _course(number: int) -> dict[str, object]:
    return {
        "kode": f"K{number}",
        "nama_pelatihan": f"Kelas {number}",
        "kompetensi": "integritas",
        "level_akhir": 3.0,
        "biaya": 1.5e6,
    }
