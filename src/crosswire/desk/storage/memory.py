"""What was found out about a desk and holds until its number moves, remembered for all who read.

Many readers ask the same of one moment. What rests on nothing but the desk as it is at a revision
is worked out once for all connections of this process; a writer never asks, since what it has
written already has no number yet.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine, event, select

from crosswire.desk.storage.schema import desk

MOST = 64
"""Values that are remembered: the last that were wanted."""

NAME = "crosswire"

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Memory(Generic[Key, Value]):
    """The last values that were wanted, a bounded number of them; for any number of threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        """A value that is still remembered."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def keep(self, key: Key, value: Value) -> None:
        """Remember a value, and forget the one that was not wanted for longest."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._values.clear()


def share(engine: Engine) -> None:
    """From now on all connections of an engine have one memory."""
    memory = Memory[Hashable, Any](MOST)

    def connected(_: object, record: Any) -> None:
        record.info[NAME] = memory

    event.listen(engine, "connect", connected)


def remembered(connection: Connection, of: Hashable, find: Callable[[], Value]) -> Value:
    """What is found out of a desk as it is now; nobody may change it, others have it too."""
    memory: Memory[Hashable, Any] | None = connection.info.get(NAME)
    if memory is None or connection.get_execution_options().get("writes"):
        return find()
    number = select(desk.c.value).where(desk.c.key == "seq:revision")
    key = (of, connection.execute(number).scalar())
    found: Value | None = memory.get(key)
    if found is None:
        found = find()
        memory.keep(key, found)
    return found
