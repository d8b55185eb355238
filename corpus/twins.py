"""What an abstract says in two languages, of which one is enough: which of the two findings stands for both."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping


def said_again(connection: sqlite3.Connection, accepted: Mapping[str, bool]) -> set[str]:
    """The ids of those findings that say in the other language of an abstract what another of them says.

    `accepted` tells of each finding, by its id, whether a person accepted it; one that was rejected stands for nothing
    and is to be left out. Of two the one that alone is accepted stands for both, else the one that is linked to.
    """
    pairs = connection.execute(
        """SELECT s.id, t.id FROM links l JOIN findings s ON s.key = l.source JOIN findings t ON t.key = l.target
        WHERE l.kind = 'translation_of' AND s.id IN (SELECT value FROM json_each(?1))
          AND t.id IN (SELECT value FROM json_each(?1))""",
        [json.dumps(list(accepted))],
    )
    return {target if accepted[source] > accepted[target] else source for source, target in pairs}
