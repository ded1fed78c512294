"""What is remembered is asked for once, and never grows without limit."""

from __future__ import annotations

from worker.content.memory import Memory


def test_an_answer_is_remembered_until_there_are_too_many() -> None:
    """Each key is asked for once; the one too many makes it begin anew, with the same answers."""
    asked: list[int] = []

    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    memory = Memory(double, 3)
    assert list(map(memory.__getitem__, [1, 2, 1, 3, 2])) == [2, 4, 2, 6, 4]
    assert asked == [1, 2, 3]
    assert (memory[4], len(memory)) == (8, 1)
    assert (memory[1], asked) == (2, [1, 2, 3, 4, 1])
