"""`asn report` on the sample agency: every part is there, private, repeatable, and it works in a real browser."""

import base64
import json
import os
import re
import shutil
import stat
from pathlib import Path

import pytest

from asnkarier.workflows import whole_report
from chromium_pages import WHY_NOT, Chromium, program
from in_process import asn

ROOT = Path(__file__).parents[1]
LIGHT = ("gap", "retirements")


@pytest.fixture(scope="module")
def office(agency, tmp_path_factory):
    """A copy of the sample agency that may be written into."""
    folder = tmp_path_factory.mktemp("report") / "office"
    shutil.copytree(agency, folder)
    return folder


@pytest.fixture(scope="module")
def whole(office, few_budgets):
    """The page of every part; it takes as long as all commands together."""
    done = asn("report", "--since", "2026-06-30", cwd=office)
    assert done.code == 0, done.err
    return office / "out" / "report.html"


@pytest.fixture
def light(monkeypatch):
    monkeypatch.setattr(whole_report, "_PARTS", tuple(one for one in whole_report._PARTS if one.key in LIGHT))


def sections(page):
    return dict(re.findall(r'<section id="([^"]+)".*?>(.*?)</section>', page, flags=re.DOTALL))


def test_every_part_stands_in_the_page(whole):
    found = sections(whole.read_text())
    assert list(found) == [*(one.key for one in whole_report._PARTS), "changes", "law", "files"]
    assert [key for key, text in found.items() if 'class="missing"' in text] == []
    assert stat.S_IMODE(whole.stat().st_mode) == 0o600
    assert whole.stat().st_size <= 1_500_000
    assert 'class="h4"' in found["needs"]
    assert "<polyline" in found["training"]


@pytest.mark.usefixtures("light")
def test_the_same_agency_gives_the_same_bytes_and_says_when_nothing_changed(office, tmp_path):
    pages = []
    for number in range(2):
        file = tmp_path / f"{number}.html"
        assert asn("report", "--output", file, cwd=office).code == 0
        pages.append(file.read_bytes())
    assert pages[0] == pages[1]
    assert 'class="missing"' in sections(pages[0].decode())["changes"]


@pytest.mark.usefixtures("light")
def test_the_public_page_names_nobody(office, tmp_path):
    file = tmp_path / "publik.html"
    assert asn("report", "--audience", "public", "--output", file, cwd=office).code == 0
    page = file.read_text()
    people = (office / "out").parent
    names = asn("gap", "--format", "csv", "--columns", "nip,nama", cwd=people).out.splitlines()[1:]
    assert len(names) > 300
    for line in names:
        nip, nama = line.split(",", 1)
        assert nip not in page
        assert nama.strip('"') not in page
    assert not re.search(r"\d{18}", page)
    found = sections(page)
    assert "files" not in found
    assert "<table" in found["retirements"]
    assert "<tbody>" in found["gap"]


def test_a_part_that_cannot_be_made_says_why_and_the_rest_is_there(tmp_path, monkeypatch):
    from conftest import SAMPLES, make_workspace

    kept = ("gap", "shortlists", "training")
    monkeypatch.setattr(whole_report, "_PARTS", tuple(one for one in whole_report._PARTS if one.key in kept))
    folder = make_workspace(tmp_path / "fresh")
    nothing = asn("report", cwd=folder)
    assert nothing.code == 4
    assert not (folder / "out" / "report.html").exists()
    assert asn("import", SAMPLES / "pegawai_siasn.csv", cwd=folder).code in (0, 1)
    assert asn("report", cwd=folder).code == 0
    found = sections((folder / "out" / "report.html").read_text())
    assert 'class="missing"' not in found["gap"]
    assert 'class="missing"' in found["shortlists"]
    assert 'class="missing"' in found["training"]


@pytest.mark.parametrize("name", ["x.xlsx", "x.PDF", "x.csv"])
def test_a_page_is_not_written_under_the_name_of_another_form(office, name):
    done = asn("report", "--output", office / name, cwd=office)
    assert done.code == 2
    assert ".html" in done.err
    assert not (office / name).exists()


def test_changes_since_a_later_day_are_refused(office):
    done = asn("report", "--since", "2099-01-01", "--output", office / "late.html", cwd=office)
    assert done.code == 2
    assert "01-01-2099" in done.err
    assert not (office / "late.html").exists()


def test_a_page_is_no_part_of_the_workspace(office):
    assert asn("report", "--output", office / "config.yaml", cwd=office).code == 5
    assert asn("report", "--since", "kemarin", "--output", office / "x.html", cwd=office).code == 2


@pytest.fixture(scope="module")
def browser():
    if program() is None:
        pytest.skip(WHY_NOT)
    found = Chromium()
    yield found
    found.close()


def visible(browser, table):
    return browser.ask(
        f"[...document.querySelectorAll('#{table} tbody tr')].filter(row => row.getClientRects().length).map(row => row.cells[0].textContent)"
    )


def test_a_browser_asks_for_nothing_and_complains_of_nothing(whole, browser):
    browser.open(whole)
    asked = [one["request"]["url"] for one in browser.told("Network.requestWillBeSent")]
    assert asked == [whole.as_uri()]
    for method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
        assert browser.told(method) == []


def test_a_browser_searches_filters_and_sorts(whole, browser):
    browser.open(whole)
    table = browser.ask("document.querySelector('#gap table.sortable').id")
    every = visible(browser, table)
    assert len(every) > 40
    browser.ask("search.value = 'puskesmas'; search.dispatchEvent(new Event('input'))")
    found = visible(browser, table)
    assert found
    assert len(found) < len(every)
    assert all("puskesmas" in one.lower() for one in found)
    browser.ask("search.value = ''; search.dispatchEvent(new Event('input'))")
    assert visible(browser, table) == every
    head = f"document.querySelectorAll('#{table} thead th')"
    place = browser.ask(f"[...{head}].findIndex(one => one.dataset.kind === 'n')")
    cells = f"[...document.querySelectorAll('#{table} tbody tr')].map(row => row.cells[{place}].textContent)"
    for sort, turn in (("ascending", False), ("descending", True)):
        browser.ask(f"{head}[{place}].querySelector('button').click()")
        assert browser.ask(f"{head}[{place}].getAttribute('aria-sort')") == sort
        figures = [float(one.replace(".", "").replace(",", ".")) for one in browser.ask(cells) if one]
        assert figures == sorted(figures, reverse=turn)
        assert len(set(figures)) > 5
    choice = "document.querySelector('#talent-map select')"
    browser.ask(f"{choice}.selectedIndex = 1; {choice}.dispatchEvent(new Event('change'))")
    wanted, count = browser.ask(f"[{choice}.value, {choice}.getAttribute('aria-controls')]")
    place = int(browser.ask(f"{choice}.dataset.column"))
    texts = browser.ask(
        f"[...document.querySelectorAll('#{count} tbody tr')].filter(row => !row.hidden).map(row => row.cells[{place}].textContent)"
    )
    assert texts
    assert set(texts) == {wanted}


def test_a_browser_runs_nothing_but_our_own_script(whole, browser):
    browser.open(whole)
    browser.ask(
        "{const one = document.createElement('script'); one.textContent = 'window.live = 1'; document.body.append(one)}"
    )
    browser.ask(
        "document.querySelector('h1').insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.live = 1\">')"
    )
    assert browser.ask("new Promise(done => setTimeout(() => done(typeof window.live), 100))") == "undefined"
    assert browser.ask("fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused')") == "refused"
    assert any("Content Security Policy" in one["entry"]["text"] for one in browser.told("Log.entryAdded"))


AXE = Path(os.environ.get("ASN_AXE", ROOT / ".axe" / "axe.min.js"))


@pytest.mark.skipif(not AXE.is_file(), reason="no axe-core on this machine (`make axe`)")
@pytest.mark.parametrize("look", ["light", "dark"])
def test_who_reads_by_ear_or_keyboard_meets_no_serious_obstacle(whole, browser, look):
    browser.open(whole)
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": look}])
    browser.ask(AXE.read_text(encoding="utf-8") + "; null")
    found = json.loads(
        browser.ask("axe.run().then(done => JSON.stringify([done.passes.length, done.violations]))")
    )
    passed, violations = found
    assert passed > 10
    grave = [
        (one["id"], one["nodes"][0]["html"]) for one in violations if one["impact"] in {"serious", "critical"}
    ]
    assert grave == []


def test_a_page_fits_a_telephone_and_paper_and_has_two_looks(whole, browser):
    browser.open(whole)
    browser.call(
        "Emulation.setDeviceMetricsOverride", width=360, height=740, deviceScaleFactor=1, mobile=True
    )
    assert browser.ask("document.documentElement.scrollWidth") <= 360
    browser.call("Emulation.clearDeviceMetricsOverride")
    fills = "[...document.querySelectorAll('polyline')].map(one => getComputedStyle(one).fill).join()"
    assert set(browser.ask(fills).split(",")) == {"none"}  # a line, not a shape
    grounds = []
    for _ in range(2):
        grounds.append(browser.ask("getComputedStyle(document.body).backgroundColor"))
        browser.ask("look.click()")
    assert len(set(grounds)) == 2
    paper = base64.b64decode(browser.call("Page.printToPDF", landscape=True)["data"])
    assert paper.startswith(b"%PDF")
    pages = len(re.findall(rb"/Type\s*/Page\b", paper))
    assert 5 < pages < 90
