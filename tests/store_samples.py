"""Small frames and batches for the tests of the store."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from asnkarier.model.frames import TABLES, Kind
from asnkarier.store.coded import kind_of, plain_values, stored_columns
from asnkarier.store.facts import read_facts
from asnkarier.store.opening.migrations import APPLICATION_ID, packaged_migrations
from asnkarier.store.records import ImportBatch, SourceSheet
from asnkarier.store.vouching.lanes import runs_by_batch

A = "198001012005011901"
B = "198502022010012902"
C = "199003032015031903"
JAN, FEB, MAR = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)
SHEET = {0: SourceSheet("daftar.xlsx", "Sheet1", (1,), {"nip": "B", "nama": "C"})}


def nip(number):
    """An invented NIP for every number below 100,000."""
    return f"19{60 + number // 2800:02d}01{1 + number // 100 % 28:02d}2005011{900 + number % 100}"


def batch(table, name, as_of=JAN, **more):
    facts = {
        "table": table,
        "file": f"{name}.xlsx",
        "sha256": hashlib.sha256(name.encode()).hexdigest(),
        "options_digest": "",
        "imported_at": "2026-04-01T02:03:04Z",
        "imported_by": "operator",
        "as_of": as_of,
    }
    return ImportBatch(**{**facts, **more})


def column(values, kind: Kind):
    if kind == "date":
        return pd.Series(np.array(["NaT" if v is None else str(v) for v in values], "datetime64[s]"))
    if kind == "number":
        return pd.Series(np.array([np.nan if v is None else v for v in values], np.float64))
    return pd.Series(values, dtype="Int64" if kind == "integer" else "str")


def frame(table, rows):
    """A typed frame from dicts; rows are numbered from 2 unless they say otherwise."""
    rows = [{"source_id": 0, "row": number, **row} for number, row in enumerate(rows, start=2)]
    names = stored_columns(TABLES[table])
    return pd.DataFrame(
        {name: column([row.get(name) for row in rows], kind_of(TABLES[table], name)) for name in names}
    )


def person(nip, **more):
    return {"nip": nip, "nama": "Sari", "jabatan": "Analis", "unit_kerja": "Bidang Mutasi", **more}


def level(nip, kompetensi, level, tanggal_asesmen=None, **more):
    return {"nip": nip, "kompetensi": kompetensi, "level": level, "tanggal_asesmen": tanggal_asesmen, **more}


def put(store, table, name, rows, as_of=JAN, **more):
    return store.add(batch(table, name, as_of, **more), frame(table, rows), SHEET)


def plain(loaded, *names):
    """The rows of a frame as tuples, None for missing."""
    part = loaded[list(names)].astype(object)
    return [tuple(None if pd.isna(v) else v for v in row) for row in part.itertuples(index=False)]


def _as_rows(source, old, table):
    """Write the facts that change earlier ones as rows of their table, as all facts were before."""
    held = [row[1] for row in old.execute(f"PRAGMA main.table_info({table.name})")]
    if not held:
        return
    ids, facts = read_facts(source, table)
    values = {name: plain_values(facts.words[name])[codes].tolist() for name, codes in facts.codes.items()}
    columns = [ids.tolist() if name == "fact_id" else values[name] for name in held]
    blanks = ", ".join("?" * len(held))
    old.executemany(f"INSERT OR IGNORE INTO main.{table.name} VALUES ({blanks})", zip(*columns, strict=True))  # noqa: S608


def old_store(new: Path, old: Path, schema: int = 1):
    """Write the store at `new` to `old` as an earlier schema (of the first ten) had it, without sums, the first without digests."""
    old.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for step in packaged_migrations()[:schema]:
            connection.executescript(step.sql)
        connection.execute("DROP TABLE IF EXISTS attestations_before")  # as the program does after the ninth
        connection.execute("INSERT INTO meta VALUES ('schema_version', ?)", (str(schema),))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("ATTACH ? AS new", (str(new),))
        connection.execute("BEGIN")
        tables = connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'").fetchall()
        runs_before = schema < 9  # one row per run of facts
        packed = {("meta",), ("sqlite_sequence",)} | ({("attestations",)} if runs_before else set())
        for (table,) in sorted(set(tables) - packed):
            columns = ", ".join(
                f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})")
            )
            copied = f"SELECT {columns} FROM new.{table}"  # noqa: S608
            connection.execute(f"INSERT INTO main.{table} ({columns}) {copied}")
        with closing(sqlite3.connect(new)) as source:
            for table in TABLES.values():
                _as_rows(source, connection, table)
                for batch_id, runs in runs_by_batch(source, table) if runs_before else ():
                    rows = ([batch_id, *run] for run in runs.tolist())
                    connection.executemany("INSERT INTO attestations VALUES (?, ?, ?)", rows)
        connection.execute("COMMIT")
        connection.execute("DETACH new")
