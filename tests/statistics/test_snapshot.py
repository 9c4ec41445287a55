"""A snapshot that is missing, damaged or at odds with its catalogue says so."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from kept.errors import SnapshotError
from kept.statistics.shelf import Shelf
from kept.statistics.tables import DATA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data with spaces"))


def _refused(folder: Path) -> str:
    with pytest.raises(SnapshotError) as caught:
        Shelf(folder)
    assert caught.value.remedy
    return caught.value.message


def test_a_copy_opens(folder: Path) -> None:
    assert Shelf(folder).population_under(30, "PAK", 2025)


def test_missing(folder: Path) -> None:
    (folder / "snapshot.sqlite").unlink()
    assert "missing" in _refused(folder)


def test_no_database(folder: Path) -> None:
    (folder / "snapshot.sqlite").write_text("a pointer to a file that was never fetched\n")
    assert "damaged" in _refused(folder)


def test_empty(folder: Path) -> None:
    (folder / "snapshot.sqlite").write_bytes(b"")
    assert "damaged" in _refused(folder)


def test_cut_short(folder: Path) -> None:
    path = folder / "snapshot.sqlite"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "damaged" in _refused(folder)


def test_another_format(folder: Path) -> None:
    with sqlite3.connect(folder / "snapshot.sqlite") as database:
        database.execute("UPDATE meta SET value = '0' WHERE name = 'format'")
    database.close()
    assert "format 0" in _refused(folder)


def test_overwritten_values(folder: Path) -> None:
    with sqlite3.connect(folder / "snapshot.sqlite") as database:
        database.execute("UPDATE run SET printed = '[1, oops]' WHERE area = 'PAK'")
    database.close()
    with pytest.raises(SnapshotError, match="damaged"):
        Shelf(folder).observations("NY.GDP.MKTP.CD", "PAK")


def test_overwritten_pages(folder: Path) -> None:
    path = folder / "snapshot.sqlite"
    content = bytearray(path.read_bytes())
    content[8192 * 8 :] = b"\xff" * (len(content) - 8192 * 8)
    path.write_bytes(content)
    with pytest.raises(SnapshotError, match="damaged"):
        Shelf(folder).observations("NY.GDP.MKTP.CD", "PAK")


def test_a_series_that_the_snapshot_lacks(folder: Path) -> None:
    with (folder / "series.csv").open("a") as file:
        file.write("NEW,gdp,P,N,USD,1,calendar,L,https://example.org,wdi,NEW,,,\n")
    assert "NEW" in _refused(folder)


def test_values_that_the_catalogue_does_not_name(folder: Path) -> None:
    path = folder / "series.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join(line for line in lines if not line.startswith("NY.GDP.MKTP.CD")))
    assert "NY.GDP.MKTP.CD" in _refused(folder)


def test_a_row_that_does_not_fit(folder: Path) -> None:
    with (folder / "series.csv").open("a") as file:
        file.write("NEW,gdp\n")
    assert "series.csv" in _refused(folder)


def test_an_indicator_of_no_kind(folder: Path) -> None:
    with (folder / "indicators.csv").open("a") as file:
        file.write("new,New,USD,wave,A thing.\n")
    assert "new" in _refused(folder)
