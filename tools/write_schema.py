"""Write the JSON Schema of Kept's results into the package and into docs/.

Run it after a change in src/kept/publish/shape.py: python tools/write_schema.py
"""

from pathlib import Path

from kept.publish.schema import derived_schema

ROOT = Path(__file__).resolve().parent.parent
COPIES = (
    ROOT / "src" / "kept" / "publish" / "report.schema.json",
    ROOT / "docs" / "report.schema.json",
)


def main() -> None:
    """Write both copies and name them."""
    schema = derived_schema()
    for path in COPIES:
        path.write_bytes(schema)
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
