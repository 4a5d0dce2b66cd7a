"""One reader of rupiah: what people write, what may mean two things, what is no amount."""

import pytest

from asnkarier.model.rupiah import MOST_RUPIAH, NotRupiahError, parse_rupiah


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("250000000", 250_000_000), ("Rp250.000.000", 250_000_000), ("Rp. 250.000.000,-", 250_000_000), ("rp 250 juta", 250_000_000),
        ("2,5 juta", 2_500_000), ("1,5 miliar", 1_500_000_000), ("1.5 M", 1_500_000_000), ("0,5 milyar", 500_000_000), ("2,5jt", 2_500_000),
        ("10 triliun", 10 * 10**12), ("1,2345 juta", 1_234_500), ("1.250.000 juta", 1_250_000 * 10**6), ("750.000 rupiah", 750_000),
        ("IDR 22,783,750.00", 22_783_750), ("22.783.750,00", 22_783_750), ("250 000 000", 250_000_000), ("1.500", 1_500), ("0", 0),
        (str(MOST_RUPIAH), MOST_RUPIAH), ("0.500 miliar", 500_000_000),
    ],
)  # fmt: skip
def test_amounts(text, rupiah):
    assert parse_rupiah(text) == rupiah


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1,5", "fraction"), ("1.500,50", "fraction"), ("0,0005 ribu", "fraction"), ("1.250 juta", "doubt"), ("1,250 miliar", "doubt"),
        (str(MOST_RUPIAH + 1), "large"), ("9" * 30, "large"), ("", "shape"), ("Rp", "shape"), ("-5", "shape"), ("12e3", "shape"),
        ("1.00.000", "shape"), ("1,500.000,00", "shape"), ("dua juta", "shape"), ("٣", "shape"), ("1" * 100, "shape"), ("1 juta juta", "shape"),
    ],
)  # fmt: skip
def test_what_is_no_amount_says_why(text, why):
    with pytest.raises(NotRupiahError) as told:
        parse_rupiah(text)
    assert told.value.why == why
