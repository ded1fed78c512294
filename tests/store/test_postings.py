"""Posting lists: packed, collected beside their table, and removed."""

from __future__ import annotations

from functools import partial

import pytest
import sqlalchemy as sa

from tests.store.rows import DAY, NOW, listed, rows
from worker.store import postings, schema
from worker.store.database import Database
from worker.store.docket import Docket
from worker.store.judged import StoryRecord
from worker.store.packing import pack, unpack

LISTS = {term: [story for story in (3, 2, 1) if term % story == 0] for term in range(1, 9)}


@pytest.mark.parametrize("numbers", [(), (0,), (1, 2, 3), (1 << 32, 7, (1 << 40) - 1)], ids=str)
def test_packed_numbers_come_back(numbers: tuple[int, ...]) -> None:
    """Numbers of up to 40 bits are unpacked in their order, five bytes each."""
    assert unpack(pack(numbers)) == numbers
    assert len(pack(numbers)) == 5 * len(numbers)


def fill(database: Database) -> None:
    """Three stories on the lists of eight terms: a story on those of its multiples."""

    def work(db: sa.Connection) -> None:
        docket = Docket(db, now=NOW, window_s=DAY)
        docket.open([], [])
        for story in (1, 2, 3):
            own = [term for term, stories in LISTS.items() if story in stories]
            docket.put_story(StoryRecord.opened(story, "story", NOW, story), own)
        docket.flush()

    database.write(work)


def take_over(database: Database, hour: int) -> list[int]:
    """Take every step of an hour, two terms each; how many lists are not taken over after each."""
    left = []
    step = partial(postings.take_over, now=NOW + hour * 3600, step=2)
    while database.write(step):
        left.append(len(rows(database, schema.fresh_postings)))
    return left


def test_lists_of_the_hour_are_taken_over_in_steps(database: Database) -> None:
    """The changes of an hour are moved a few terms per call, once an hour; every list stays the same."""
    fill(database)
    assert listed(database) == LISTS
    assert take_over(database, 0) == [5, 2, 0]
    assert listed(database) == LISTS
    database.write(lambda db: postings.unpost(db, [2, 3]))
    alone = {term: [1] for term in LISTS}
    assert listed(database) == alone
    assert take_over(database, 0) == []
    take_over(database, 1)
    assert listed(database) == alone
    assert len(rows(database, schema.postings)) == len(LISTS)


def test_a_list_without_stories_goes(database: Database) -> None:
    """When the last story leaves a list, nothing of it remains, whether it had been taken over or not."""
    fill(database)
    take_over(database, 0)
    database.write(lambda db: postings.unpost(db, [1, 2]))
    assert listed(database) == {3: [3], 6: [3]}
    take_over(database, 1)
    assert {row.term for row in rows(database, schema.postings)} == {3, 6}
    database.write(lambda db: postings.unpost(db, [3]))
    take_over(database, 2)
    assert [rows(database, it) for it in (schema.postings, schema.fresh_postings, schema.posted)] == [[], [], []]


def test_a_merged_story_leaves_the_lists_to_the_one_that_is_kept(database: Database) -> None:
    """The alias's places go to the remaining story; lists that had both keep it once, and it can be removed."""
    fill(database)
    take_over(database, 0)
    database.write(lambda db: postings.make_alias(db, 3, 2))
    assert listed(database) == {1: [1], 2: [2, 1], 3: [2, 1], 4: [2, 1], 5: [1], 6: [2, 1], 7: [1], 8: [2, 1]}
    database.write(lambda db: postings.unpost(db, [2]))
    assert listed(database) == {term: [1] for term in LISTS}
    assert [row.story_id for row in rows(database, schema.posted)] == [1]


def test_a_story_is_noted_once_on_a_list_it_was_on(database: Database) -> None:
    """A story put on a list again, which the batch had not read, is noted under its terms once."""
    fill(database)
    before = rows(database, schema.posted)

    def again(db: sa.Connection) -> None:
        lists = postings.Lists(db)
        lists.put(2, [4])
        lists.flush()

    database.write(again)
    assert listed(database) == LISTS
    assert rows(database, schema.posted) == before
