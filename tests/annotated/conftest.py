"""Puts the scorer's files, which lie beside the texts they score, on the path."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
