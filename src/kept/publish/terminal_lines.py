"""Lines of a terminal page: wrapped here, so that nothing is cropped and addresses stay whole."""

from io import StringIO

from rich.console import Console, RenderableType
from rich.text import Text

NARROWEST = 80
WIDEST = 120
_LABEL = 11
_INDENT = 4


class Page:
    """A page that grows downwards. Its console writes into memory, never to the screen."""

    def __init__(self, console: Console, width: int) -> None:
        self.console = console
        self.width = width

    def line(self, text: Text) -> None:
        """Add one line as it stands; it may run over the width."""
        self.console.print(text, soft_wrap=True)

    def add(self, lines: list[Text]) -> None:
        """Add lines."""
        for line in lines:
            self.line(line)

    def blank(self) -> None:
        """Add an empty line."""
        self.console.print()

    def rule(self, stroke: str) -> None:
        """Add a line across the page."""
        self.line(Text(stroke * self.width, "dim"))

    def heading(self, title: str) -> None:
        """Add a section's heading, with a line to the right margin."""
        self.blank()
        words = f"── {title.upper()} "
        self.line(Text(words, "bold") + Text("─" * (self.width - len(words)), "dim"))
        self.blank()

    def paragraph(self, text: Text) -> None:
        """Add a wrapped paragraph."""
        self.add(self.wrapped(text, 0))

    def wrapped(self, text: Text, indent: int) -> list[Text]:
        """Return the text in lines that fit between `indent` and the right margin."""
        blank = Text(" " * indent)
        return [blank + line for line in text.wrap(self.console, self.width - indent)]

    def table(self, table: RenderableType) -> None:
        """Add a table."""
        self.console.print(table, width=self.width)

    def text(self) -> str:
        """Return all that was added, without blanks at the ends of lines."""
        stream = self.console.file
        stream.seek(0)
        return "".join(f"{line.rstrip()}\n" for line in stream.read().splitlines())


def new_page(width: int, *, colour: bool) -> Page:
    """Return an empty page of `width` columns, kept between 80 and 120. colour: ANSI styles."""
    width = min(max(width, NARROWEST), WIDEST)
    return Page(_console(width, colour=colour), width)


def _console(width: int, *, colour: bool) -> Console:
    return Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )


def masthead(page: Page, standing: str) -> None:
    """Add the first lines of a page: the name, what the page is, a rule."""
    gap = " " * (page.width - len("KEPT") - len(standing))
    page.line(Text("KEPT", "bold") + Text(f"{gap}{standing}"))
    page.rule("═")


def labelled(
    label: str, body: Text, page: Page, *, indent: int = 0, style: str = "dim"
) -> list[Text]:
    """Return the body in lines that hang to the right of their label."""
    margin = indent + _LABEL
    first, *rest = page.wrapped(body, margin)
    head = Text(" " * indent) + Text(label.ljust(_LABEL), style) + first[margin:]
    return [head, *rest]


def detail(label: str, body: Text, page: Page) -> list[Text]:
    """Return a labelled body below a finding or a commitment."""
    return labelled(label, body, page, indent=_INDENT)


def address(url: str) -> Text:
    """Return an address on a line of its own, whole."""
    return Text(" " * (_INDENT + _LABEL)) + Text(url, "underline")
