"""Where tokens begin and end: one pattern over the text of a sentence."""

import re

from kept.lexicon.vocabulary import currencies

VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_ABBREVIATIONS = (
    "Rs|Tk|Sh|KSh|Rp|pct|approx|No|Dr|Mr|Mrs|Ms|Prof|St|vs"
    "|[Jj]an|[Ff]eb|Mar|[Aa]pr|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ept?|[Oo]ct|[Nn]ov|[Dd]ec"
)
STOPPED = re.compile(rf"(?:{_ABBREVIATIONS})\.")
"""A word that is shortened by a full stop, which then is a part of it."""
_BLANK = "\u00a0\u2007\u2009\u202f"


def _signs() -> str:
    """Return an expression for the signs; one that ends in a letter stands before its number."""
    signs = [
        form
        for form in currencies()
        if " " not in form and not form.replace(".", "").isalnum() and form[-1] != "."
    ]
    return "|".join(
        re.escape(sign) + (r"(?=\s?\d)" if sign[-1].isalnum() else "")
        for sign in sorted(signs, key=len, reverse=True)
    )


TOKEN = re.compile(
    rf"""
      (?P<word>[^\W\d_{VULGAR}]++(?:[-‑'’][^\W\d_]++)*+(?![\w$.=¢₵])) # most words
    | (?P<sign>(?<![^\W\d_])(?i:{_signs()})|[€£¥₹₨₦₱₩₫₺₴₽₵₸₾₪৳﷼$])
    | (?P<vulgar>[{VULGAR}])
    | (?P<number>
        (?: \d{{1,3}}(?:,\d{{2,3}})+(?!\d)(?:\.\d+)?     # 1,234.5 and 1,50,000
          | \d{{1,3}}(?:,[ ]000)+(?![\d,])              # 80, 000, as some text is cut
          | \d{{1,3}}(?:\.\d{{3}})+,\d+                  # 1.234,5
          | \d{{1,3}}(?:\.\d{{3}}){{2,}}(?![.\d])        # 1.234.567
          | \d{{1,3}}(?:[{_BLANK} ]\d{{3}})+(?![\d,.]\d|\d)(?:[.,]\d+)?  # 1 234 567
          | \d{{1,3}}(?:['’]\d{{3}})+(?:\.\d+)?          # 1'234'567
          | \d+(?:[.,]\d+)?
          | (?<![\w.])\.\d+
        )
        (?P<glued>(?![{VULGAR}])[^\W\d_]\w*)?
      )
    | (?P<odd>(?:[^\W\d_]\.){{2,}}|(?:{_ABBREVIATIONS})\.|[^\W\d_]+(?:[-‑'’][^\W\d_]+)*)
      (?P<code>\d\w*)?
    | (?P<mark>[^\s\w]|_)
    """,
    re.VERBOSE,
)
"""Groups: word; sign of a currency; vulgar fraction; number, with letters glued behind it;
odd, a word with a full stop of its own or with a code of digits glued behind it; mark."""
