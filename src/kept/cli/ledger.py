"""The commands `kept ledger …`: what was promised, and what became of it."""

import typer

from kept.cli import ledger_exchange, ledger_read, ledger_trust, ledger_write

HELP = """Read, follow, prove and carry the ledger of promises.

Each command has a --help of its own. The ledger is kept-ledger.sqlite in this directory,
unless --ledger or the variable KEPT_LEDGER names another.
"""

app = typer.Typer(
    name="ledger",
    help=HELP,
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("list", help=ledger_read.LIST_HELP)(ledger_read.list_)
app.command("show", help=ledger_read.SHOW_HELP)(ledger_read.show)
app.command("log", help=ledger_read.LOG_HELP)(ledger_read.log)
app.command("diff", help=ledger_read.DIFF_HELP)(ledger_read.diff)
app.command("overdue", help=ledger_read.OVERDUE_HELP)(ledger_read.overdue)
app.command("goalposts", help=ledger_read.GOALPOSTS_HELP)(ledger_read.goalposts)
app.command("body", help=ledger_read.BODY_HELP)(ledger_read.body)
app.command("events", help=ledger_read.EVENTS_HELP)(ledger_read.events)
app.command("review", help=ledger_read.REVIEW_HELP)(ledger_read.review)
app.command("decide", help=ledger_write.DECIDE_HELP)(ledger_write.decide)
app.command("move", help=ledger_write.MOVE_HELP)(ledger_write.move)
app.command("pay", help=ledger_write.PAY_HELP)(ledger_write.pay)
app.command("member", help=ledger_write.MEMBER_HELP)(ledger_write.member)
app.command("preside", help=ledger_write.PRESIDE_HELP)(ledger_write.preside)
app.command("follow", help=ledger_write.FOLLOW_HELP)(ledger_write.follow)
app.command("verify", help=ledger_trust.VERIFY_HELP)(ledger_trust.verify)
app.command("keygen", help=ledger_trust.KEYGEN_HELP)(ledger_trust.keygen)
app.command("checkpoint", help=ledger_trust.CHECKPOINT_HELP)(ledger_trust.checkpoint)
app.command("export", help=ledger_exchange.EXPORT_HELP)(ledger_exchange.export)
app.command("import", help=ledger_exchange.IMPORT_HELP)(ledger_exchange.import_)
app.command("migrate", help=ledger_exchange.MIGRATE_HELP)(ledger_exchange.migrate)
app.command("rebuild", help=ledger_exchange.REBUILD_HELP)(ledger_exchange.rebuild)
