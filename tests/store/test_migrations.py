"""Migrations: what they build is what the schema says, on both dialects, up and down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.store.rows import admitted, article, contents, judge, list_feeds, listed, rows, spec
from worker.model.entry import Disposition
from worker.store import schema
from worker.store.database import Database
from worker.store.migrate import alembic_config, scripts_dir
from worker.store.schema import metadata


@pytest.fixture
def migrated(blank_url: str) -> Iterator[sa.Connection]:
    """A connection to a database that went through all migrations."""
    Database(blank_url).close()
    engine = sa.create_engine(blank_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_the_schema_knows_the_newest_migration() -> None:
    """The number that start-up compares is that of the last script."""
    assert ScriptDirectory(str(scripts_dir())).get_current_head() == schema.REVISION


def test_migrations_build_the_schema(migrated: sa.Connection) -> None:
    """Tables, columns, types, defaults, indexes and unique constraints are those the schema declares."""
    context = MigrationContext.configure(migrated, opts={"compare_type": True, "compare_server_default": True})
    assert compare_metadata(context, metadata) == []


def test_every_check_is_in_the_database(migrated: sa.Connection) -> None:
    """Alembic does not compare CHECK constraints: they are compared here, by name and by words."""
    found = sa.inspect(migrated)
    for name, table in metadata.tables.items():
        declared = {it.name: str(it.sqltext) for it in table.constraints if isinstance(it, sa.CheckConstraint)}
        built = {it["name"]: str(it["sqltext"]) for it in found.get_check_constraints(name)}
        assert built.keys() == {str(key) for key in declared}, name
        if migrated.dialect.name == "sqlite":  # PostgreSQL shows them in words of its own
            assert built == declared


def test_every_foreign_key_is_in_the_database(migrated: sa.Connection) -> None:
    """All references are enforced, also that from an entry to its proof, which closes a circle of tables."""
    found = sa.inspect(migrated)
    for name, table in metadata.tables.items():
        declared = {
            (str(it.name), tuple(it.column_keys), it.referred_table.name, it.ondelete)
            for it in table.foreign_key_constraints
        }
        built = {
            (str(it["name"]), tuple(it["constrained_columns"]), it["referred_table"], it["options"].get("ondelete"))
            for it in found.get_foreign_keys(name)
        }
        assert built == declared, name


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_tables_read_by_key_are_clustered_by_it(migrated: sa.Connection) -> None:
    """Tables declared WITHOUT ROWID are built that way."""
    clustered = migrated.scalars(sa.text("SELECT name FROM pragma_table_list WHERE wr AND type = 'table'")).all()
    declared = [name for name, it in metadata.tables.items() if it.dialect_options["sqlite"]["with_rowid"] is False]
    assert set(clustered) == set(declared)


def test_migrations_run_down_and_up_again(migrated: sa.Connection, blank_url: str) -> None:
    """Down leaves nothing but Alembic's own table, and such a database can be opened like an empty one."""
    with migrated.begin():
        command.downgrade(alembic_config(migrated), "base")
    with migrated.begin():
        assert sa.inspect(migrated).get_table_names() == ["alembic_version"]
    database = Database(blank_url)
    list_feeds(database, spec("a"))
    database.close()


def test_a_filled_store_is_brought_up_whole(store_url: str) -> None:
    """Down to before proofs were references and up again: every row is there, and the silenced entry has its proof.

    The word counts of stories are dropped, as they were weighted differently.
    """
    database = Database(store_url)
    first, second = admitted(database, "a", "b")
    judge(database, second, disposition=Disposition.GROUPED, sinks=["file"], copy_of=judge(database, first))
    before = contents(database)
    database.close()
    engine = sa.create_engine(store_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        with connection.begin():
            command.downgrade(alembic_config(connection), "0007")
        assert connection.scalar(sa.text("SELECT count(*) FROM relations WHERE proven")) == 1
    engine.dispose()
    again = Database(store_url)
    after = contents(again)
    learned = ("postings", "fresh_postings", "posted", "term_counts", "fresh_counts")
    assert [after.pop(name) for name in learned] == [[]] * len(learned)
    assert len(after.pop("stories")) == len(before["stories"])
    assert after == {name: kept for name, kept in before.items() if name in after}
    again.close()


def test_a_trailing_date_is_called_as_its_promo_is(store_url: str) -> None:
    """Articles whose date stood in a line at their end keep it, under the name that the line has."""
    database = Database(store_url)
    (entry,) = admitted(database, "a")
    judge(database, entry, replace(article("A", "Ships wait"), published_from="trailing_date"))
    database.close()
    engine = sa.create_engine(store_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        with connection.begin():
            command.downgrade(alembic_config(connection), "0028")
        assert connection.scalar(sa.text("SELECT published_from FROM articles")) == "trailing-line"
    engine.dispose()
    again = Database(store_url)
    assert [it.published_from for it in rows(again, schema.articles)] == ["trailing_date"]
    again.close()


def test_posting_lists_come_through_their_packing(store_url: str) -> None:
    """Rows of term and story become lists, and lists become rows again, with each story in its place."""
    database = Database(store_url)
    first, second = admitted(database, "a", "b")
    judge(database, first, article("A", "Ships wait"))
    judge(database, second, article("B", "Ships sail"))
    before, own = listed(database), rows(database, schema.posted)
    database.close()
    engine = sa.create_engine(store_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        with connection.begin():
            command.downgrade(alembic_config(connection), "0022")
        found = connection.execute(sa.text("SELECT term, story_id FROM story_terms ORDER BY story_id DESC, term")).all()
    engine.dispose()
    assert sorted(map(tuple, found)) == sorted((term, story) for term, stories in before.items() for story in stories)
    again = Database(store_url)
    assert (listed(again), {it.story_id for it in rows(again, schema.posted)}) == (before, {it.story_id for it in own})
    again.close()


def test_opening_again_changes_nothing(store_url: str) -> None:
    """I8: a store that is up to date is opened as it is."""
    database = Database(store_url)
    list_feeds(database, spec("a"))
    before = contents(database)
    database.close()
    again = Database(store_url)
    assert contents(again) == before
    assert len(rows(again, schema.feeds)) == 1
    again.close()
