"""What the file of a standard says once a draft has been taken into it; whatever the draft says nothing of stays as it was."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from asnkarier.catalog.types import JobStandard, Requirement
from asnkarier.model.draft import Draft, plain
from asnkarier.model.jabatan import normalise_jabatan

_REQUIREMENTS = "persyaratan"


def merged(draft: Draft, old: Mapping[str, Any] | None, standard: JobStandard | None) -> dict[str, Any]:
    """Return the data of the standard's file. old: what the file says as it is written, standard: what that means; None: a new one.

    A value that means the same stays as it is written. An empty cell takes the value away, but never the kelompok.
    """
    data: dict[str, Any] = copy.deepcopy(dict(old)) if old else {}
    _names(data, draft, standard)
    for name in ("kode", "kelompok"):
        new = draft.texts.get(name)
        known = getattr(standard, name) if standard else None
        if name in draft.said and new != (plain(known) if known else None) and (new or name != "kelompok"):
            _set(data, name, new)
    _list(data, "urusan", draft, standard.urusan if standard else ())
    data["kompetensi"] = _competencies(draft, data.get("kompetensi") or {}, standard)
    wanted = dict(data.get(_REQUIREMENTS) or {})
    _requirements(wanted, draft, standard)
    if wanted != (data.get(_REQUIREMENTS) or {}):
        _set(data, _REQUIREMENTS, wanted or None)
    return _ordered(data) if old is None else data


def _ordered(data: Mapping[str, Any]) -> dict[str, Any]:
    keys = ("jabatan", "kode", "kelompok", "urusan", "kompetensi", _REQUIREMENTS)
    return {key: data[key] for key in keys if key in data}


def _set(data: dict[str, Any], key: str, value: Any) -> None:
    if value is None:
        data.pop(key, None)
    else:
        data[key] = value


def _names(data: dict[str, Any], draft: Draft, standard: JobStandard | None) -> None:
    known = {normalise_jabatan(name): name for name in standard.jabatan} if standard else {}
    new = [known.get(normalise_jabatan(name), name) for name in draft.jabatan]
    if draft.standar is None and not set(known.values()) <= set(new):
        return  # a position leaves a family only where the row names the family's file
    if new and set(new) != set(known.values()):
        data["jabatan"] = new[0] if len(new) == 1 and not isinstance(data.get("jabatan"), list) else new


def _list(data: dict[str, Any], key: str, draft: Draft, known: Sequence[str]) -> None:
    if key not in draft.said:
        return
    new = list(draft.lists.get(key, ()))
    if new != _plain(known):
        single = len(new) == 1 and not isinstance(data.get(key), list) and key == "urusan"
        _set(data, key, (new[0] if single else new) or None)


def _plain(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(text for one in texts if (text := plain(one))))


def _competencies(draft: Draft, old: Mapping[str, Any], standard: JobStandard | None) -> dict[str, Any]:
    known = {one.kompetensi: one for one in standard.kompetensi} if standard else {}
    data = {name: value for name, value in old.items() if draft.levels.get(name, 0) is not None}
    for name, level in draft.levels.items():
        if level is not None:
            data[name] = _competency(name, level, draft, old.get(name), known.get(name))
    # A table that has a place for weights speaks of the weights of all competencies that stay.
    for name in data.keys() - draft.levels.keys():
        data[name] = _competency(name, known[name].level, draft, old[name], known[name])
    return data


def _competency(name: str, level: float, draft: Draft, old: Any, known: Requirement | None) -> Any:
    now = known or Requirement(name, level)
    bobot = draft.bobot.get(name, 1) if "bobot" in draft.said else now.bobot
    kritis = name in draft.kritis if "kritis" in draft.said else now.kritis
    if known is not None and Requirement(name, level, bobot, kritis) == known:
        return old
    data = dict(old) if isinstance(old, dict) else {}
    data["level"] = (
        data.get("level") if known is not None and known.level == level and data else _number(level)
    )
    for key, value, usual in (("bobot", _number(bobot), 1), ("kritis", kritis, False)):
        if data.get(key, usual) != value:
            _set(data, key, None if value == usual else value)
    return data if len(data) > 1 or isinstance(old, dict) else data["level"]


def _number(value: float) -> float:
    return int(value) if float(value).is_integer() else value


def _requirements(data: dict[str, Any], draft: Draft, standard: JobStandard | None) -> None:
    study = dict(data.get("pendidikan") or {})
    if "jenjang" in draft.said and draft.texts.get("jenjang") != (
        standard.pendidikan_jenjang if standard else None
    ):
        _set(study, "jenjang", draft.texts.get("jenjang"))
    _list(study, "bidang", draft, standard.pendidikan_bidang if standard else ())
    if study != (data.get("pendidikan") or {}):
        _set(data, "pendidikan", study or None)
    if "pangkat" in draft.said and draft.texts.get("pangkat") != (standard.pangkat if standard else None):
        new, old = draft.texts.get("pangkat"), data.get("pangkat")
        # How much the rank matters is said beside it by hand, and stays.
        _set(data, "pangkat", {**old, "golongan": new} if new and isinstance(old, dict) else new)
    for key in ("pelatihan", "pengalaman"):
        if key in draft.said:
            _records(data, key, getattr(draft, key), getattr(standard, key) if standard else ())


def _records(data: dict[str, Any], key: str, new: Sequence[Any], known: Sequence[Any]) -> None:
    """Take a list of trainings or experience; an entry that means the same stays as it is written."""
    before = [_record(one) for one in known]
    after = [_record(one) for one in new]
    if after == before:
        return
    written = list(zip(before, data.get(key) or [], strict=True))
    _set(data, key, [next((old for meant, old in written if meant == one), one) for one in after] or None)


def _record(one: Any) -> dict[str, Any]:
    values = {key: plain(value) if isinstance(value, str) else value for key, value in asdict(one).items()}
    return {
        key: _number(value) if isinstance(value, float) else value
        for key, value in values.items()
        if value is not None
    }
