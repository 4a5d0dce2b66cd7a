"""Settings that were read and are validated once more, as a scenario does, are the same; what a scenario says wrong is told with its own key."""

from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from asnkarier.agency.imagining.scenario import read_scenarios, settings_with
from asnkarier.errors import SettingsError
from asnkarier.settings import CONFIG_NAME, Settings, load_settings
from asnkarier.settings_kinds import Nip, Percent, Rupiah

SHARES = st.decimals(0, 100, places=2).map(lambda one: f"{one:f} %")
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
NIPS = st.from_regex(r"[0-9]{18}", fullmatch=True)
MONEY = st.integers(0, 10**9).flatmap(
    lambda one: st.sampled_from([one, str(one), f"{one:,}".replace(",", "."), f"Rp {one} juta"])
)


@given(SHARES, SHARES, SHARES, MONEY, MONEY, NIPS, DAYS, st.floats(0, 5), st.text("ab", min_size=1))
def test_settings_written_out_and_read_again_are_equal(
    later, away, leavers, fund, budget, nip, day, level, kode
):
    said = Settings.model_validate(
        {
            "as_of": day,
            "training": {
                "budget": budget,
                "worthwhile_gain": level,
                "plan": {"later_year": later, "max_share_away": away, "funds": {"APBD": fund}, "must_run": [kode, 7]},
            },
            "calendar": {"most_away": away},
            "import": {"most_leavers": leavers},
            "csv": {"for": "excel"},
            "signatures": {"date": day, "people": [{"office": "Kepala", "name": "A", "nip": nip}]},
            "complete_registers": ["trainings"],
            "jobs": {"malam": [{"run": "gap", "formats": ["csv"]}]},
        }
    )  # fmt: skip
    for unset in (False, True):
        assert Settings.model_validate(said.model_dump(by_alias=True, exclude_unset=unset)) == said


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [(Percent, [5, 0.05, "5", "101 %", Decimal(101), Decimal(-1), True]), (Rupiah, [True, 1.5, "x"]), (Nip, [1, "x"])],
)  # fmt: skip
def test_a_kind_still_refuses_what_people_write_wrong(kind, wrong):
    for one in wrong:
        with pytest.raises(ValidationError):
            TypeAdapter(kind).validate_python(one)


@pytest.fixture
def shipped(tmp_path):
    """The config.yaml that a new workspace gets."""
    text = files("asnkarier.workflows").joinpath("blanks/config.yaml").read_text(encoding="utf-8")
    (tmp_path / CONFIG_NAME).write_text(text, encoding="utf-8")
    return load_settings(tmp_path / CONFIG_NAME)


def scenario(folder, settings, config):
    (folder / "andai.yaml").write_text(
        yaml.safe_dump({"scenarios": [{"name": "x", "config": config}]}), encoding="utf-8"
    )
    return settings_with(settings, read_scenarios(folder / "andai.yaml"), 0)


def test_every_part_of_a_new_workspace_s_config_can_be_a_scenario(shipped, tmp_path):
    written = yaml.safe_load((tmp_path / CONFIG_NAME).read_text(encoding="utf-8"))
    for key, value in written.items():
        if key not in ("paths", "jobs", "as_of", "timezone", "agency"):
            assert scenario(tmp_path, shipped, {key: value}) == scenario(
                tmp_path, shipped, {"language": "id"}
            )
    changed = scenario(tmp_path, shipped, {"promotion": {"weights": {"kinerja": 60}}})
    assert (changed.promotion.weights.kinerja, changed.calendar.most_away) == (60, Decimal(25))


@pytest.mark.parametrize(
    ("config", "code", "key"),
    [
        ({"calendar": {"most_away": 5}}, "CONFIG-NILAI", "calendar.most_away"),
        ({"training": {"plan": {"later_year": "banyak"}}}, "CONFIG-NILAI", "training.plan.later_year"),
        ({"promotion": {"weights": {"kinerjaa": 5}}}, "CONFIG-KUNCI-MIRIP", "promotion.weights.kinerjaa"),
        ({"placement": {"weights": dict.fromkeys(("kompetensi", "kinerja", "kualifikasi"), 0)}}, "CONFIG-BOBOT-NOL", "placement.weights"),
        ({"promotion": {"competency_groups": []}}, "CONFIG-NILAI", "promotion.competency_groups"),
    ],
)  # fmt: skip
def test_a_fault_of_a_scenario_is_told_by_the_key_that_it_says(shipped, tmp_path, config, code, key):
    with pytest.raises(SettingsError) as told:
        scenario(tmp_path, shipped, config)
    (problem,) = told.value.problems
    assert (problem.code, problem.facts["key"], problem.location.file) == (code, key, "andai.yaml")
    assert problem.location.line > 3
