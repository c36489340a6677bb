"""What nobody says: words that somebody nearly said or might have said, and what a look or an attitude says.

The clause in front of a quote tells: "she nearly answered", "instead of saying", "her smile meant", "as much as to say". Who
almost whispers does speak, so the verbs are those that say nothing of how.
"""

from __future__ import annotations

import re
from typing import Final

from audiodrama.annotate.lexicon import BARE, SAID, words

NEAR: Final = 90
"""Characters of the clause that are looked at."""

_BARE: Final = BARE | words("quote exclaim retort repeat suggest utter express tell")
_PASSED: Final = "(?:" + "|".join(sorted(SAID)) + ")"
_TO_SAY: Final = "(?:" + "|".join(sorted(_BARE)) + ")"
_FACE: Final = "(?:looks?|glances?|eyes?|smile|face|countenance|expression|gesture|nod|attitude|tone|manner|shrug|silence)"
_MEANT: Final = "(?:meant|means|implied|implies|expressed|indicated|indicating)"
_UNSAID: Final = re.compile(
    rf"""\b(?:
        seem(?:s|ed|ing)?\ to\ {_TO_SAY}
      | as\ (?:much\ )?(?:as|if|though)\ to\ {_TO_SAY}
      | (?:would|might|should)\ (?:\w+\ )?have\ (?:\w+\ )?{_PASSED}
      | (?:instead\ of|without|power\ of|use\ in|hope\ of|prevent(?:s|ed)\ \w+\ from)\ (?:saying|exclaiming|asking)
      | (?:nearly|almost)\ (?:said|answered|replied|asked|added|exclaimed)
      | (?:did\ not|didn['’]t|do\ not|don['’]t)\ {_TO_SAY}
      | (?:going|ready|about|longed|longing|tempted|temptation|useless|impossible|use)\ to\ {_TO_SAY}
      | (?:he|she|i|they)\ meant
      | (?:{_FACE}|which|that)(?:\ \w+ly)?\ {_MEANT}
      | (?:looks?|eyes?|smile|face|gesture|attitude)\ (?:said|says|was|proclaimed)
    )(?:\ (?:to|in|at)\ \w+)?$""",
    re.VERBOSE,
)
_CLAUSE: Final = re.compile(r"[.!?;:][\"'’”]*\s")
_MARKS: Final = " \n_*,:;-—–"


def is_unsaid(before: str) -> bool:
    """Whether the narration in front of a quote says that it was not said."""
    clause = _CLAUSE.split(before.rstrip(_MARKS))[-1]
    return _UNSAID.search(" ".join(clause.lower().split())[-NEAR:]) is not None
