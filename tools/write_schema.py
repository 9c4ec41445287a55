"""Write the JSON Schemas of what Kept prints into the package and into docs/.

Run it after a change in src/kept/publish/shape.py or in the ledger's model:
python tools/write_schema.py
"""

from pathlib import Path

from kept.publish.ledger_schema import derived_ledger_schema
from kept.publish.schema import derived_schema

ROOT = Path(__file__).resolve().parent.parent
PLACES = (ROOT / "src" / "kept" / "publish", ROOT / "docs")
SCHEMAS = {
    "report.schema.json": derived_schema,
    "ledger.schema.json": derived_ledger_schema,
}


def main() -> None:
    """Write both copies of each and name them."""
    for name, derived in SCHEMAS.items():
        schema = derived()
        for place in PLACES:
            (place / name).write_bytes(schema)
            print((place / name).relative_to(ROOT))


if __name__ == "__main__":
    main()
