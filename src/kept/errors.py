"""Every error that Kept raises, in one tree.

KeptError
├── InputError            the announcement could not be read
│   ├── MissingInput      no such file, or a directory where a file was asked for
│   ├── TooLarge          more bytes than the limit
│   ├── NoText            nothing readable in it: empty, binary, scanned, encrypted
│   └── FetchError        an address that did not answer, or may not be asked
├── UsageError            an option or an argument that makes no sense
├── LedgerError           the ledger cannot be read or written as asked
│   ├── OldLedger         its schema is of another version
│   ├── BrokenLedger      its chain or a checkpoint does not verify
│   ├── RefusedEntry      an entry breaks a rule, which is named
│   └── UnknownId         nothing in the ledger has this id
├── LexiconError          a lexicon file that breaks its own rules
└── SnapshotError         the shipped statistics or password tables are missing or damaged

Nothing found is an empty tuple and "cannot be checked" is a verdict; only what is
broken is an error. A message says what happened, where, why, and what to do.
"""


class KeptError(Exception):
    """Root of the tree. Subclasses set `exit_code`, the exit status of the command line."""

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", why: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.why = why
        self.remedy = remedy
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """Return what happened, where, why and what to do, as one line."""
        head = f"{self.what}: {self.where}" if self.where else self.what
        why = f" ({self.why})" if self.why else ""
        remedy = f". {self.remedy}" if self.remedy else ""
        return f"{head}{why}{remedy}"


class InputError(KeptError):
    """The announcement could not be read."""

    exit_code = 3


class MissingInput(InputError):
    """No such file, or a directory where a file was asked for."""


class TooLarge(InputError):
    """More bytes than the limit."""


class NoText(InputError):
    """Nothing readable: empty, binary, scanned or encrypted."""


class FetchError(InputError):
    """An address that did not answer, or that may not be asked."""


class UsageError(KeptError):
    """An option or an argument that makes no sense."""

    exit_code = 2


class LedgerError(KeptError):
    """The ledger cannot be read or written as asked."""

    exit_code = 3


class OldLedger(LedgerError):
    """Its schema is of another version than this program's."""


class BrokenLedger(LedgerError):
    """Its chain, or a checkpoint, does not verify."""


class RefusedEntry(LedgerError):
    """An entry breaks a rule. `rule` names it."""

    def __init__(
        self, what: str, *, rule: str, where: str = "", why: str = "", remedy: str = ""
    ) -> None:
        self.rule = rule
        super().__init__(what, where=where, why=f"rule {rule}: {why}", remedy=remedy)


class UnknownId(LedgerError):
    """Nothing in the ledger has this id."""


class LexiconError(KeptError):
    """A lexicon file that breaks its own rules."""


class SnapshotError(KeptError):
    """The shipped statistics or password tables are missing or damaged."""
