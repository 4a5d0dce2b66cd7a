"""The default standard of a class, for posts that have none of their own."""

from datetime import date

import pytest

from asnkarier.catalog.defaults import default_standard, standard_for
from asnkarier.catalog.types import Catalog, JobStandard, Requirement
from law import load_rulebook

AS_OF = date(2026, 11, 1)
BOOK = load_rulebook()
OWN = JobStandard("kabid", ("Kepala Bidang Mutasi",), "administrator", (Requirement("integritas", 4),))
CATALOG = Catalog({"kabid": OWN})


def test_the_default_asks_what_the_law_says():
    standard = default_standard(BOOK, "administrator", AS_OF)
    assert (standard.id, standard.kelompok, standard.jabatan, standard.file) == (
        "default:administrator",
        "administrator",
        (),
        "",
    )
    assert standard.is_default
    assert {one.kompetensi: one.level for one in standard.kompetensi} == BOOK.class_levels(
        "administrator", AS_OF
    )


def test_no_default_where_the_law_has_no_level():
    assert default_standard(BOOK, "jf_mahir", AS_OF) is None
    assert default_standard(BOOK, "honorer", AS_OF) is None


def test_no_default_before_the_law():
    assert default_standard(BOOK, "administrator", date(2010, 1, 1)) is None


@pytest.mark.parametrize(
    "jabatan, kelompok, standard",
    [
        ("kepala bidang mutasi", "administrator", "kabid"),
        ("Kepala Bidang Mutasi", None, "kabid"),
        ("Kepala Bidang Lain", "administrator", "default:administrator"),
        (None, "pengawas", "default:pengawas"),
        ("Kepala Bidang Lain", None, None),
        ("Arsiparis Mahir", "jf_mahir", None),
        (None, None, None),
    ],
)
def test_own_standard_first(jabatan, kelompok, standard):
    found = standard_for(CATALOG, BOOK, jabatan, kelompok, AS_OF)
    assert (found.id if found else None) == standard
