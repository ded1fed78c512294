"""A store of the first schema, brought up by a program that is killed half-way through each migration."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import orjson
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from tests.crash.driver import Order
from tests.crash.stage import KILLED, Nest
from tests.store.rows import admitted, judge, rows
from worker.model.entry import Disposition
from worker.store import schema, upkeep
from worker.store.database import Database
from worker.store.migrate import alembic_config, scripts_dir, unreferenced

KILLS = (("change", 2), ("UPDATE alembic_version", 1))
"""With one thing changed, and with everything changed but the revision that the store says it has."""
KEPT = (schema.feeds, schema.entries, schema.articles, schema.stories, schema.alerts, schema.trails)


async def test_a_store_comes_up_whole_through_every_migration_killed_half_way(
    nest: Nest, tmp_path: Path, store_url: str
) -> None:
    """A killed migration leaves the store as it was; at the end no entry, article, story, alert or proof is lost."""
    database = Database(store_url)
    first, second = admitted(database, "a", "b")
    judge(database, second, disposition=Disposition.GROUPED, sinks=["file"], copy_of=judge(database, first))
    before = {table.name: len(rows(database, table)) for table in KEPT}
    database.close()
    config = tmp_path / "wirewatch.yaml"
    config.write_bytes(orjson.dumps({"store": {"url": store_url}}))  # JSON is YAML
    # No connection stays open beside the store's own: two libraries of SQLite in one process undo each other's locks.
    engine = sa.create_engine(store_url.replace("postgresql://", "postgresql+psycopg://"), poolclass=sa.NullPool)
    revisions = [it.revision for it in ScriptDirectory(str(scripts_dir())).walk_revisions()][::-1]
    with engine.connect() as connection, connection.begin():
        command.downgrade(alembic_config(connection), revisions[0])
    for revision, following in pairwise(revisions):
        for point, times in KILLS:
            assert await nest.run(Order("migrate", str(config), point=point, times=times)) == KILLED, (revision, point)
        with engine.connect() as connection:
            assert connection.scalar(sa.text("SELECT version_num FROM alembic_version")) == revision
            connection.rollback()
            with unreferenced(connection):
                command.upgrade(alembic_config(connection), following)
    again = Database(store_url)
    assert {table.name: len(rows(again, table)) for table in KEPT} == before
    assert upkeep.faults(again) == []
    (silenced,) = [it for it in rows(again, schema.entries) if it.disposition == Disposition.GROUPED]
    assert silenced.proof_id is not None
    again.close()
