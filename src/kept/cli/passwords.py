# ruff: noqa: PLC0415 -- rooms load when a command needs them, so that --help stays quick.
"""The commands `kept passwords …`: strength, audit, generate, policy."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kept.cli.output import note, protect, put, width
from kept.errors import UsageError

REFUSED = 1
"""Exit status when a password does not meet the policy."""

HELP = "Weigh passwords, audit lists of them, make good ones. Nothing is sent anywhere."
STRENGTH_HELP = """Tell how many guesses a password takes.

The password is read from standard input; at a terminal you are asked, and it is not
shown. It is never an argument, which other users and the shell's history would see,
and nothing that is printed holds it.

\b
Examples:
  kept passwords strength
  pass show mail | kept passwords strength --json
"""
AUDIT_HELP = """Audit a list of passwords beside pure chance.

It tells what they are made of and who would guess them. FILE has one password a
line, or is a table with a --column; - is standard input. The report never holds a
password, unless you ask with --reveal.

\b
Examples:
  kept passwords audit passwords.txt
  kept passwords audit study.csv --column password --html audit.html
  kept passwords audit made.txt --model "Model 1.0" --prompt "Ten, please"

\b
Exit status: 0 done; 2 wrong usage; 3 the list could not be read, or has
fewer than 100 passwords.
"""
GENERATE_HELP = """Make passwords or passphrases at random.

They come from the system's random numbers and go to standard output, one a line;
their exact entropy goes to standard error.

\b
Examples:
  kept passwords generate
  kept passwords generate --length 16 --without sign --count 5
  kept passwords generate --words 6
  kept passwords generate --require digit --require sign --exclude "'\\""
"""
POLICY_HELP = """Print the policy for accounts, or rule on a password.

It follows NIST SP 800-63B-4. With --try a password is read from standard input, and a
refusal says what to do, not which list or attack the password fell to.

\b
Exit status: 0 done, or accepted; 1 refused; 2 wrong usage; 3 no password.
"""

app = typer.Typer(
    help=HELP,
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def _one_password() -> str:
    """Return the password from standard input; at a terminal ask for it without showing it."""
    from kept.passwords.reading import one_password

    if not sys.stdin.isatty():
        return one_password(sys.stdin.buffer)
    from getpass import getpass
    from io import BytesIO

    return one_password(BytesIO(getpass("Password (not shown): ").encode("utf-8", "replace")))


@app.command("strength", help=STRENGTH_HELP)
def strength(*, json: Json = False) -> None:
    """Print the strength of the password on standard input."""
    from kept.passwords.as_json import to_json
    from kept.passwords.strength import strength as weigh
    from kept.passwords.terminal import strength_text

    found = weigh(_one_password())
    put(to_json(found) if json else strength_text(found, width(None)).encode())


@app.command("audit", help=AUDIT_HELP)
def audit(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The list, or -.")],
    *,
    column: Annotated[
        str | None,
        typer.Option("--column", metavar="NAME", help="The table's column, by name or number."),
    ] = None,
    lines: Annotated[
        bool, typer.Option("--lines", help="Take whole lines, even if they look like a table.")
    ] = False,
    encoding: Annotated[
        str, typer.Option("--encoding", metavar="NAME", help="Of the list, such as latin-1.")
    ] = "utf-8",
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="What made the passwords.")
    ] = None,
    prompt: Annotated[
        list[str] | None,
        typer.Option("--prompt", metavar="TEXT", help="What it was asked; may be repeated."),
    ] = None,
    json: Json = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Also write a self-contained page."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="Write there what would be printed."),
    ] = None,
    reveal: Annotated[
        int,
        typer.Option("--reveal", metavar="N", min=0, help="Show the N weakest passwords."),
    ] = 0,
) -> None:
    """Print the audit of the list that the arguments name."""
    if column is not None and lines:
        raise UsageError(
            "a column and whole lines are asked for",
            where="--column and --lines",
            remedy="Leave out one of them",
        )
    protect(file, html, output)
    from kept.passwords.audit import audit as run
    from kept.passwords.reading import STANDARD_INPUT, ListFile

    path = Path(file)
    stream = sys.stdin.buffer if path == STANDARD_INPUT else None
    listed = ListFile(path, stream, encoding, column, whole_lines=lines)
    note(f"Reading {path}")
    found = run(listed.passwords(), _provenance(model, prompt or []), reveal=reveal)
    if html is not None:
        from kept.passwords.page import to_html

        put(to_html(found), html)
    if html == Path("-"):
        return
    from kept.passwords.as_json import to_json
    from kept.passwords.terminal import audit_text

    text = to_json(found) if json else audit_text(found, width(output)).encode()
    put(text, output)


def _provenance(model: str | None, prompts: list[str]) -> dict[str, str]:
    known = {"Model": model} if model else {}
    if len(prompts) == 1:
        return known | {"Prompt": prompts[0]}
    return known | {f"Prompt {number}": text for number, text in enumerate(prompts, 1)}


@app.command("generate", help=GENERATE_HELP)
def generate(
    *,
    length: Annotated[
        int, typer.Option("--length", metavar="N", help="Characters of a password.")
    ] = 20,
    words: Annotated[
        int | None,
        typer.Option("--words", metavar="N", help="Make passphrases of N words instead."),
    ] = None,
    separator: Annotated[
        str, typer.Option("--separator", metavar="TEXT", help="Between the words.")
    ] = "-",
    count: Annotated[
        int, typer.Option("--count", metavar="N", min=1, max=10_000, help="How many to make.")
    ] = 1,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="KIND", help="Leave out lower, upper, digit or sign."),
    ] = None,
    require: Annotated[
        list[str] | None,
        typer.Option("--require", metavar="KIND", help="At least one of this kind."),
    ] = None,
    exclude: Annotated[
        str, typer.Option("--exclude", metavar="CHARACTERS", help="Leave these out.")
    ] = "",
    no_look_alikes: Annotated[
        bool, typer.Option("--no-look-alikes", help="Leave out 0 O 1 l I |.")
    ] = False,
) -> None:
    """Print passwords or passphrases, and their entropy on standard error."""
    from kept.passwords.generate import LOOK_ALIKE, make, passphrase, recipe

    if words is not None:
        made = [passphrase(words, separator) for _ in range(count)]
    else:
        excluded = exclude + (LOOK_ALIKE if no_look_alikes else "")
        wanted = recipe(length, without or (), require or (), excluded)
        made = [make(wanted) for _ in range(count)]
    put("".join(f"{one.text}\n" for one in made).encode())
    sys.stderr.write(f"{made[0].bits:.2f} bits of entropy each\n")


@app.command("policy", help=POLICY_HELP)
def policy(
    *,
    try_: Annotated[
        bool, typer.Option("--try", help="Rule on a password from standard input.")
    ] = False,
    about: Annotated[
        list[str] | None,
        typer.Option("--about", metavar="TEXT", help="A name or address that it must not lean on."),
    ] = None,
    json: Json = False,
) -> None:
    """Print the policy, or the ruling on a password."""
    if not try_:
        from kept.passwords.policy import POLICY

        put("".join(f"- {rule}\n" for rule in POLICY).encode())
        return
    from kept.passwords.as_json import to_json
    from kept.passwords.policy import rule_on

    ruling = rule_on(_one_password(), about or ())
    spoken = "Accepted.\n" if ruling.accepted else "\n".join(("Refused.", *ruling.advice, ""))
    put(to_json(ruling) if json else spoken.encode())
    if not ruling.accepted:
        raise typer.Exit(REFUSED)
