"""What Alembic runs: the migrations, in the transaction of the connection it was given."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection)
context.run_migrations()
