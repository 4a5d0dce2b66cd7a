"""The locks are closed: every requirement of every locked distribution, extras included, is met by a locked version.

pip installs them with `--no-deps`, so nothing that is not in a lock can come in, and nothing newer than it can break a clone.
"""

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = {
    "requirements.lock": ("", "build"),
    "requirements-dev.lock": ("", "build", "dev", "surat", "pdf", "parquet", "cluster", "docs"),
}
ENVIRONMENTS = [
    {
        "python_version": version,
        "python_full_version": f"{version}.4",
        "sys_platform": platform,
        "platform_system": system,
        "os_name": "nt" if platform == "win32" else "posix",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "platform_machine": machine,
    }
    for version in ("3.11", "3.12", "3.13", "3.14")
    for platform, system, machine in (
        ("linux", "Linux", "x86_64"),
        ("darwin", "Darwin", "arm64"),
        ("win32", "Windows", "AMD64"),
    )
]


def locked(lock):
    """Return the requirements of a lock, hashes and continuation lines left out."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return [Requirement(line.rstrip(" \\")) for line in lines if line and line[0] not in "# "]


def applies(requirement, environment, extras=("",)):
    return requirement.marker is None or any(
        requirement.marker.evaluate(environment | {"extra": extra}) for extra in extras
    )


def needs(requirement):
    """Return what a distribution of the lock asks for; nothing where this machine installs none or another version."""
    try:
        found = distribution(requirement.name)
    except PackageNotFoundError:
        return []
    if not requirement.specifier.contains(found.version, prereleases=True):
        return []
    return [Requirement(line) for line in found.requires or []]


def unmet(asked, extras, pinned, environment, who):
    for one in asked:
        if not applies(one, environment, extras):
            continue
        pin = pinned.get(canonicalize_name(one.name))
        if pin is None:
            yield f"{who} asks for {one}, which is not locked"
        elif not one.specifier.contains(next(iter(pin.specifier)).version, prereleases=True):
            yield f"{who} asks for {one}, locked is {pin}"
        elif not one.extras <= pin.extras:
            yield f"{who} asks for {one}, locked without that extra: {pin}"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_met_inside_the_lock(lock):
    pins = locked(lock)
    faults = set()
    for environment in ENVIRONMENTS:
        pinned = {canonicalize_name(one.name): one for one in pins if applies(one, environment)}
        own = [Requirement(line) for line in distribution("asnkarier").requires]
        faults |= set(unmet(own, PROJECT[lock], pinned, environment, "asnkarier"))
        for pin in pinned.values():
            faults |= set(unmet(needs(pin), (*pin.extras, ""), pinned, environment, pin.name))
    assert not faults


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_pinned_to_one_version_with_hashes(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = locked(lock)
    assert len(pins) > 20
    assert all([one.operator for one in pin.specifier] == ["=="] for pin in pins)
    assert text.count("--hash=sha256:") >= len(pins)


def test_a_lock_without_an_extra_is_seen():
    pins = {
        canonicalize_name(one.name): one
        for one in locked("requirements-dev.lock")
        if applies(one, ENVIRONMENTS[0])
    }
    pins["coverage"] = Requirement("coverage==7.17.3")
    asked = needs(Requirement("pytest-cov"))
    assert list(unmet(asked, ("",), pins, ENVIRONMENTS[0], "pytest-cov"))


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_host(lock):
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")
