"""Knowledge made larger: as many times the entries, and no two of them alike."""

from __future__ import annotations

from bench.copies import is_copy, made_up, multiplied
from bench.judge import names
from bot.services.knowledge import Knowledge


def test_every_entry_is_there_as_many_times(knowledge: Knowledge) -> None:
    catalog = knowledge.lookup.catalog
    larger = multiplied(catalog, 3)
    for room in ("things", "services", "uses"):
        before, after = getattr(catalog, room), getattr(larger, room)
        assert len(after) == 3 * len(before)
        assert {key for key in after if not is_copy(key)} == set(before)
        assert all(key == entry.id for key, entry in after.items())


def test_no_name_of_a_copy_is_that_of_another_entry(knowledge: Knowledge) -> None:
    larger = multiplied(knowledge.lookup.catalog, 3)
    copied = [(name, entry.id) for name, entry in names(larger) if is_copy(entry.id)]
    owner = dict(names(knowledge.lookup.catalog)) | dict(copied)
    assert all(owner[name] == entry_id for name, entry_id in copied)
    assert len(names(larger)) == 3 * len(names(knowledge.lookup.catalog))


def test_made_up_words_never_repeat() -> None:
    words = [made_up(number) for number in range(20_000)]
    assert len(set(words)) == len(words)
    assert all(word.isalpha() for word in words)


def test_one_time_is_the_knowledge_itself(knowledge: Knowledge) -> None:
    catalog = knowledge.lookup.catalog
    assert multiplied(catalog, 1) is catalog
