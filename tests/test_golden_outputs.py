"""What every command answers on the sample agency, in every form, byte for byte."""

import json

from golden_outputs import GOLDEN, digests, outputs


def test_outputs_are_as_recorded(agency, run_asn, tmp_path):
    found = digests(outputs(agency, run_asn, tmp_path))
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert set(found) == set(golden)
    assert {name for name in found if found[name] != golden[name]} == set()
