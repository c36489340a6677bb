"""What nobody says: words that somebody nearly said or might have said, and what a look or an attitude says.

The clause in front of a quote tells: "she nearly answered", "instead of saying", "her smile meant", "as much as to say"; or a
thing says it: "the sign on the door said", "a note lay there; it read". Who almost whispers does speak, so the verbs are those
that say nothing of how.
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
_THING: Final = (
    "(?:sign|notice|label|poster|placard|plaque|banner|headline|sticker|screen|display|card|note|caption|name-?tag|badge|t-shirt"
    "|tattoo|graffiti|envelope|receipt|ticket|letters|writing|handwriting|inscription)"
)
_SHOWS: Final = "(?:said|says|read|reads)"
_SHOWN: Final = re.compile(rf"\b{_THING}(?: [\w'’-]+){{0,5}}? {_SHOWS}$")
_IT_SHOWS: Final = re.compile(rf"\b{_THING}\b.*[.!?;,]\W+(?:and |which )?it {_SHOWS}$")
_CLAUSE: Final = re.compile(r"[.!?;:][\"'’”]*\s")
_MARKS: Final = " \n_*,:;-—–"


def is_unsaid(before: str) -> bool:
    """Whether the narration in front of a quote says that it was not said."""
    told = before.rstrip(_MARKS)
    clause = " ".join(_CLAUSE.split(told)[-1].lower().split())[-NEAR:]
    shown = _SHOWN.search(clause) or _IT_SHOWS.search(" ".join(told.lower().split())[-2 * NEAR :])
    return shown is not None or _UNSAID.search(clause) is not None
