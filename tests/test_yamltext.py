"""YAML files changed in place: the new data, every comment, and every line that says nothing new."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.yamlfile import parse_document
from asnkarier.yamltext import UnusualFormError, fresh, inline, rewritten

TEXT = """\
# Contoh
jabatan: Kepala Bidang A   # dua nama boleh
kelompok: administrator    # kelas

kompetensi:
  # manajerial
  integritas: 3
  kerja_sama: 3            # sesuai SK
  pengambilan_keputusan: {level: 3, bobot: 2, kritis: true}   # penting
  komunikasi:
    level: 3   # dalam
    bobot: 2
  # teknis menyusul
persyaratan:
  pendidikan: {jenjang: S-1, bidang: [Hukum, "Manajemen"]}
  pelatihan:
    # wajib
    - {nama: PKA, tingkat: penting}  # satu
    - nama: Diklat
      tingkat: perlu
# akhir
"""


def data(text):
    return parse_document(text.encode(), "x").data


def change(text, **what):
    new = data(text)
    for path, value in what.items():
        *parents, key = path.split("__")
        place = new
        for one in parents:
            place = place[int(one) if one.isdigit() else one]
        if value is None:
            del place[key]
        else:
            place[int(key) if key.isdigit() else key] = value
    done = rewritten(text.encode(), new).decode()
    assert data(done) == new
    return done


def lines(before, after):
    """Return the lines that went and those that came."""
    old, new = before.splitlines(), after.splitlines()
    return [one for one in old if one not in new], [one for one in new if one not in old]


def test_what_says_the_same_stays_to_the_byte():
    assert rewritten(TEXT.encode(), data(TEXT)) == TEXT.encode()
    odd = b"\xef\xbb\xbfa:   1.0 # b\r\n\r\n"
    assert rewritten(odd, {"a": 1}) == odd


def test_a_scalar_is_replaced_where_it_stands():
    done = change(TEXT, kompetensi__kerja_sama=4)
    assert lines(TEXT, done) == (
        ["  kerja_sama: 3            # sesuai SK"],
        ["  kerja_sama: 4            # sesuai SK"],
    )
    assert "    level: 4   # dalam\n" in change(TEXT, kompetensi__komunikasi__level=4)
    assert "{level: 4, bobot: 2, kritis: true}   # penting\n" in change(
        TEXT, kompetensi__pengambilan_keputusan__level=4
    )
    assert "  integritas: {level: 3, bobot: 2}\n" in change(
        TEXT, kompetensi__integritas={"level": 3, "bobot": 2.0}
    )
    assert "jabatan: [Kepala Bidang A, 'B, C']   # dua" in change(TEXT, jabatan=["Kepala Bidang A", "B, C"])


def test_lines_come_and_go_and_comments_stay():
    done = change(TEXT, **{"kompetensi__teknis/arsip": 2, "kompetensi__kerja_sama": None})
    assert lines(TEXT, done) == (
        ["  kerja_sama: 3            # sesuai SK"],
        ["  # sesuai SK", "  teknis/arsip: 2"],
    )
    assert done.index("bobot: 2\n  teknis/arsip: 2\n  # teknis menyusul") > 0
    gone = change(TEXT, persyaratan=None)
    assert "    # wajib" not in gone  # it stood inside what was taken out
    assert gone.endswith("# akhir\n")
    whole = change(TEXT, kode="A: 1")
    assert "kode: 'A: 1'\n" in whole


def test_flow_collections():
    assert "bidang: [Hukum, \"Manajemen\", 'a, b']}" in change(
        TEXT, persyaratan__pendidikan__bidang=["Hukum", "Manajemen", "a, b"]
    )
    assert 'bidang: ["Manajemen"]}' in change(TEXT, persyaratan__pendidikan__bidang=["Manajemen"])
    assert "pendidikan: {jenjang: S-1}\n" in change(TEXT, persyaratan__pendidikan__bidang=None)
    assert "{level: 3, kritis: true}   # penting" in change(
        TEXT, kompetensi__pengambilan_keputusan__bobot=None
    )
    assert rewritten(b"{a: 1, b: {c: 2}}", {"a": 1, "d": [1]}) == b"{a: 1, d: [1]}"


def test_lists_of_lines():
    both = data(TEXT)["persyaratan"]["pelatihan"]
    more = change(TEXT, persyaratan__pelatihan=[*both, {"nama": "X", "tingkat": "perlu"}])
    assert lines(TEXT, more) == ([], ["    - {nama: X, tingkat: perlu}"])
    less = change(TEXT, persyaratan__pelatihan=both[1:])
    assert "    # satu\n    - nama: Diklat" in less
    other = change(TEXT, persyaratan__pelatihan__1__tingkat="mutlak")
    assert lines(TEXT, other) == (["      tingkat: perlu"], ["      tingkat: mutlak"])


def test_line_ends_and_missing_values():
    assert rewritten(b"a: 1\r\nb: 2", {"a": 1, "b": 2, "c": 3}) == b"a: 1\r\nb: 2\r\nc: 3\r\n"
    assert rewritten(b"a:\nb: 2\n", {"a": "x", "b": 2}) == b"a: x\nb: 2\n"
    assert rewritten(b"a: |\n  x\n  y\n# b\nc: 1\n", {"a": "z", "c": 1}) == b"a: z\n# b\nc: 1\n"
    assert rewritten("é: 1 # ñ\nb: 2 # ü\n".encode(), {"é": 2, "b": 3}).decode() == "é: 2 # ñ\nb: 3 # ü\n"


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (b"a: [1, # one\n 2]\n", {"a": [1]}),
        (b"a:\n  b: 1\n", {"a": 1}),
        (b"- 1\n", {"a": 2}),
        (b"a:\n  b: 1\n", {"a": {}}),
    ],
)
def test_what_cannot_be_changed_faithfully_is_refused(text, new):
    with pytest.raises(UnusualFormError):
        rewritten(text, new)


def test_a_fresh_file_is_read_as_its_data():
    made = {
        "jabatan": "A: b",
        "kompetensi": {"integritas": 3.0, "teknis/x": {"level": 2.5, "kritis": True}},
        "persyaratan": {"pelatihan": [{"nama": "a"}, {"nama": "yes"}]},
    }
    assert fresh(made) == (
        "jabatan: 'A: b'\nkompetensi:\n  integritas: 3\n  teknis/x: {level: 2.5, kritis: true}\n"
        "persyaratan:\n  pelatihan:\n    - {nama: a}\n    - {nama: 'yes'}\n"
    )
    assert data(fresh(made)) == made


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\u2028\u2029\ufeff\x85"),
    min_size=1, max_size=8,
)  # fmt: skip
scalars = st.one_of(words, st.integers(-9, 99), st.booleans(), st.sampled_from([1.5, 2.25]))
keys = st.text("abcdefgh", min_size=1, max_size=2)
values = st.one_of(
    scalars,
    st.lists(scalars, min_size=1, max_size=4),
    st.dictionaries(keys, scalars, min_size=1, max_size=4),
)
trees = st.dictionaries(
    keys, st.one_of(values, st.dictionaries(keys, values, min_size=1, max_size=3)), min_size=1, max_size=4
)


@given(trees, trees)
def test_any_change_says_the_new_data_and_keeps_every_comment_or_is_refused(old, new):
    plain = fresh(old).splitlines()
    text = "".join(f"{line}   # catatan {number}\n" for number, line in enumerate(plain))
    shared = {key: value for key, value in old.items() if key not in new}
    for wanted in (new, {**shared, **new}):
        try:
            done = rewritten(text.encode(), wanted).decode()
        except UnusualFormError:
            continue
        assert data(done) == wanted
        stays = [n for n, line in enumerate(plain) if line[0] != " " and not line.endswith(":")]
        assert all(f"# catatan {number}\n" in done for number in stays)


@given(scalars)
def test_a_scalar_on_one_line_is_read_back(value):
    for text in (f"a: {inline(value)}\n", f"a: [{inline(value)}]\n"):
        found = data(text)["a"]
        assert (found[0] if isinstance(found, list) else found) == value
