"""The report of `asn talent-map`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Audience, Block, Book, Chart, Column, Page, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front
from asnkarier.model.said import Said

SCHEMA: Final = "asn.talent-map/1"
TITLE: Final = N_("Talent map")
# From the best row and the lowest column, as the annex draws it.
ROWS: Final = ("di_atas", "sesuai", "di_bawah")
COLUMNS: Final = ("rendah", "menengah", "tinggi")
_POTENTIAL: Final = {
    "rendah": N_("Potential low"),
    "menengah": N_("Potential medium"),
    "tinggi": N_("Potential high"),
}
_LEGEND: Final = N_(
    "Box: people in it for certain (+ people whose box is open and may be this one; they count in each box that is left)."
)
PEOPLE_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip", importance=5),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("jabatan", N_("Position"), width=34, importance=7),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("kelompok", N_("Class"), "status", importance=3),
    Column("tingkat", N_("Level of post"), "status", terminal=False, behind=True),
    Column("predikat", N_("Predikat of the last year"), "status", terminal=False, behind=True),
    Column("kinerja_low", N_("Performance at least"), "number", terminal=False, behind=True),
    Column("kinerja_high", N_("Performance at most"), "number", terminal=False, behind=True),
    Column("kinerja_label", N_("Performance"), "status", importance=4),
    Column("potensi_low", N_("Potential at least"), "number", importance=8),
    Column("potensi_high", N_("Potential at most"), "number", importance=8),
    Column("potensi_label", N_("Potential"), "status", terminal=False, behind=True),
    Column("kotak", N_("Talent box"), "integer", importance=1),
    Column("boxes_possible", N_("Boxes possible"), "list", width=16, importance=1),
    Column("near_line", N_("Near a line"), "status", importance=2),
    Column("moved_from", N_("From box"), "integer", importance=4),
    Column("find_out", N_("What would decide it, cheapest first"), "said", width=50, importance=2),
    Column("decides_alone", N_("Any one of these alone decides it"), "said", width=40, terminal=False, behind=True),
    Column("krs", N_("Succession pool"), "status", terminal=False),
    Column("recommendation", N_("Recommendation"), width=60, terminal=False, behind=True),
    Column("kotak_reason", N_("Why no box"), "said", width=40, terminal=False, behind=True),
    Column("kotak_then", N_("Box on the earlier day"), "integer", terminal=False, behind=True),
    Column("score_low", N_("Talent score at least"), "number", terminal=False, behind=True),
    Column("score_high", N_("Talent score at most"), "number", terminal=False, behind=True),
    *(
        Column(f"unsur_{part}_{end}", label, "number", terminal=False, behind=True)
        for part, labels in (
            ("penilaian_kompetensi", (N_("Match with the post held at least"), N_("Match with the post held at most"))),
            ("pengembangan_kompetensi", (N_("Hours of training at least"), N_("Hours of training at most"))),
            ("pengalaman_jabatan", (N_("Years in the class held at least"), N_("Years in the class held at most"))),
            ("potensi", (N_("Aspects of potential at least"), N_("Aspects of potential at most"))),
            ("pendidikan", (N_("Level of education at least"), N_("Level of education at most"))),
            ("kesesuaian_bidang", (N_("Field of study at least"), N_("Field of study at most"))),
            ("integritas", (N_("Discipline record at least"), N_("Discipline record at most"))),
        )
        for end, label in zip(("low", "high"), labels, strict=True)
    ),
)  # fmt: skip
SETTLING_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip", importance=5),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("fact", N_("Fact"), "said", width=36, importance=0),
    Column("found", N_("If it turns out to be"), "said", width=34, importance=1),
    Column("box", N_("Talent box"), "integer", importance=0),
    Column("alone", N_("Decides whatever it is"), "flag", importance=2),
)
_SETTLING: Final = N_(
    "Each fact is tried with every value that it may have, everything else as open as it is. A value that is not listed leaves several boxes. "
    "An assessment of several parts, and levels or hours within bounds, may leave any of the boxes listed."
)
BOX_COLUMNS: Final = (
    Column("kotak", N_("Talent box"), "integer"),
    Column("kinerja_label", N_("Performance"), "status"),
    Column("potensi_label", N_("Potential"), "status"),
    Column("certain", N_("In it for certain"), "integer"),
    Column("possible", N_("May be in it"), "integer"),
    Column("recommendation", N_("Recommendation"), width=70),
    Column("citation", N_("Legal basis"), width=40),
)
WEIGHT_COLUMNS: Final = (
    Column("part", N_("Part"), "status"),
    Column("weight", N_("Weight"), "number"),
)
_COUNTS: Final = (
    Column("people", N_("People"), "integer", importance=1, summed=True),
    Column("certain", N_("With a box"), "integer", importance=1, summed=True),
    Column("open", N_("Open"), "integer", importance=1, summed=True),
    Column("near_line", N_("Near a line"), "integer", importance=2, summed=True),
    Column("moved", N_("Moved"), "integer", importance=5, summed=True),
    *(Column(f"box_{box}", str(box), "integer", importance=3, summed=True) for box in range(9, 0, -1)),
)
LEVEL_COLUMNS: Final = (Column("tingkat", N_("Level of post"), "status", importance=0), *_COUNTS)
CLASS_COLUMNS: Final = (Column("kelompok", N_("Class"), "status", importance=0), *_COUNTS)
POST_COLUMNS: Final = (
    Column("target", N_("Target post"), width=40, importance=0),
    Column("kelompok", N_("Class"), "status", importance=5),
    Column("verdict", N_("Succession"), "status", importance=1),
    Column("certain", N_("In the pool for certain"), "integer", importance=2),
    Column("possible", N_("May be in the pool"), "integer", importance=2),
    Column("failing", N_("In a box of the pool, but a requirement is not met"), "integer", importance=4),
    Column("least", N_("At least"), "integer", importance=3),
    Column("reason", N_("Reason"), "said", width=50, importance=3),
)
MEMBER_COLUMNS: Final = (
    Column("target", N_("Target post"), width=36, importance=1),
    Column("place", N_("Place"), "integer", importance=1),
    Column("nip", N_("NIP"), "nip", importance=6),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("jabatan", N_("Position"), width=34, terminal=False),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("kotak", N_("Talent box"), "integer", importance=3),
    Column("score_low", N_("Talent score at least"), "number", importance=5),
    Column("score_high", N_("Talent score at most"), "number", importance=5),
    Column("membership", N_("In the pool"), "status", importance=2),
    Column("status", N_("Requirements of the post"), "status", importance=4),
    Column("place_best", N_("Best place"), "integer", importance=2),
    Column("place_worst", N_("Worst place"), "integer", importance=2),
    Column("place_certain", N_("Place is certain"), "flag", importance=7),
    Column("tied", N_("Shares the place"), "flag", importance=7),
    Column("boxes_possible", N_("Boxes possible"), "list", width=16, terminal=False),
    Column("krs", N_("Succession pool"), "status", terminal=False),
    Column("score", N_("Talent score"), "number", terminal=False, behind=True),
    Column("gates_failed", N_("Requirements not met"), "list", width=30, terminal=False),
    Column("gates_unknown", N_("Requirements without data"), "list", width=30, terminal=False),
)
ORDER_NOTE: Final = N_(
    "In order of the box, then of what is known of the talent score; who shares both shares the place. Between the best and the worst place lies all that is "
    "not known: where both are the same, the place is certain. Who misses a requirement of the post has no place: nobody is ready by the box alone."
)
FEW_NOTE: Final = N_(
    "Posts with fewer candidates than the law wants need talent from elsewhere, or development of who may still come."
)
# What a reader must see first.
_FRONT: Final = Front("rows", ("nama", "nip", "kotak", "jabatan", "kelompok"), by=("kotak",))


@dataclass(frozen=True)
class TalentView:
    """The frames of the report, see the columns above. told: what the figures come to."""

    rows: pd.DataFrame
    told: tuple[Said, ...]
    boxes: pd.DataFrame
    weights: pd.DataFrame
    levels: pd.DataFrame
    classes: pd.DataFrame
    posts: pd.DataFrame
    members: pd.DataFrame
    settling: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=[one.key for one in SETTLING_COLUMNS])
    )


def grid_table(boxes: pd.DataFrame) -> Table:
    """Return the nine boxes as people see them: a line for each label of performance, the best first."""
    found = {(one["kinerja_label"], one["potensi_label"]): one for one in boxes.to_dict("records")}

    def cell(row: str, column: str) -> str:
        one = found.get((row, column))
        if one is None:
            return "–"
        more = f" (+{one['possible']})" if one["possible"] else ""
        return f"[{one['kotak']}] {one['certain']}{more}"

    lines = [{"kinerja_label": row, **{column: cell(row, column) for column in COLUMNS}} for row in ROWS]
    columns = (
        Column("kinerja_label", N_("Performance"), "status"),
        *(Column(one, _POTENTIAL[one], width=20) for one in COLUMNS),
    )
    return Table("grid", N_("Nine boxes"), columns, pd.DataFrame(lines), audience="people", note=_LEGEND)


def _chart(boxes: pd.DataFrame) -> Chart:
    """Return how many stand in each box for certain."""
    found = {(one["kinerja_label"], one["potensi_label"]): one["certain"] for one in boxes.to_dict("records")}
    lines = [
        {"kinerja_label": row, **{column: found.get((row, column)) for column in COLUMNS}} for row in ROWS
    ]
    return Chart(
        "boxes",
        N_("In each box for certain"),
        Column("kinerja_label", N_("Performance"), "status"),
        tuple(Column(one, _POTENTIAL[one], "integer") for one in COLUMNS),
        pd.DataFrame(lines),
        axis=N_("people"),
        terminal=False,
    )


def _named(levels: pd.DataFrame) -> pd.DataFrame:
    """Return the counts with a word for those whose level of post is not known."""
    return levels.assign(tingkat=levels["tingkat"].astype(object).where(levels["tingkat"].notna(), "unknown"))


def talent_book(view: TalentView, as_of: date, notes: tuple[str, ...]) -> Book:
    """Return the report: the nine boxes and the counts of each level on one page, then everybody, then the succession pools."""
    summary = Page(
        N_("Summary"),
        (
            Text(view.told),
            grid_table(view.boxes),
            Table("levels", N_("By level of post"), LEVEL_COLUMNS, view.levels, audience="machines"),
            Table("levels", N_("By level of post"), LEVEL_COLUMNS, _named(view.levels), audience="people"),
            _chart(view.boxes),
        ),
    )
    blocks: tuple[Block | Page, ...] = (
        summary,
        Table("rows", TITLE, PEOPLE_COLUMNS, view.rows, terminal_limit=15),
        Table(
            "settling",
            N_("Which single fact decides an open box"),
            SETTLING_COLUMNS,
            view.settling,
            terminal_limit=10,
            note=_SETTLING,
        ),
        *_pools(view),
        Table("classes", N_("By class of post"), CLASS_COLUMNS, view.classes, terminal=False),
        Table(
            "weights",
            N_("Weights of the parts of potential"),
            WEIGHT_COLUMNS,
            view.weights,
            audience="machines",
        ),
        Table("boxes", N_("What each box advises"), BOX_COLUMNS, view.boxes, terminal=False),
    )
    return Book(SCHEMA, TITLE, as_of, "", blocks, notes=notes, front=_FRONT)


def _pools(view: TalentView) -> Iterator[Block]:
    """Yield the succession pools; programs find their keys though no post is called critical."""
    audience: Audience = "all" if len(view.posts) else "machines"
    few = bool(view.posts["verdict"].isin(["pool_too_few", "may_be_enough"]).any())
    yield Table(
        "krs_posts",
        N_("Succession of critical posts"),
        POST_COLUMNS,
        view.posts,
        terminal_limit=15,
        audience=audience,
        note=FEW_NOTE if few else "",
    )
    yield Table(
        "krs_members",
        N_("Succession pools, in order"),
        MEMBER_COLUMNS,
        view.members,
        terminal_limit=15,
        audience=audience,
        note=ORDER_NOTE if len(view.members) else "",
    )
