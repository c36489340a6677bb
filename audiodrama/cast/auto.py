"""Who gets which voice: people who meet in a scene must be told apart by ear, and each should sound like who they are.

The narrator is cast first, then the others by how much they say, each with the voice that costs least: a wrong gender costs
most, then a voice (or one that sounds like it) that somebody of the same scene has, then a wrong age, then poor quality. When
the voices run out, a voice is shared and stretched: another size and pitch make another person of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from audiodrama.model import NARRATOR, Cast, Delivery, Line, Role, Script, Traits, Voice

SAME_SCENE: Final = 100.0
"""Cost of a voice that somebody else of the same scene has: more than anything but the wrong gender."""
LIKE_IN_SCENE: Final = 40.0
"""Cost of a voice with the timbre of somebody else's in the same scene."""
ELSEWHERE: Final = 12.0
"""Cost of a voice, or its like, that somebody of another scene has."""
TALKING: Final = 0.5
"""Added to the costs above for each time the two speak one after the other, to a limit."""
MOST_TALKING: Final = 20.0
WRONG_GENDER: Final = 500.0
WRONG_AGE: Final = 6.0
WRONG_ACCENT: Final = 3.0
QUALITY: Final = 10.0
"""What a voice of the lowest quality costs against one of the highest: variety comes before it in a scene, it before variety
elsewhere."""

STRETCHES: Final = (
    Delivery(size=1.12, pitch=-1.5),
    Delivery(size=0.9, pitch=1.5),
    Delivery(size=1.18, pitch=-3.0, rate=0.94),
    Delivery(size=0.86, pitch=3.0, rate=1.06),
    Delivery(rate=0.88, pitch=-2.0),
    Delivery(rate=1.14, pitch=2.0),
)
"""What makes other people of a shared voice, by turns; a speaker model hears another person from about 14 % of size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A role with the voice that was chosen, and why."""

    role: Role
    reason: str
    """`31 lines, female, young`."""


def choose(script: Script, traits: Mapping[str, Traits], cast: Cast, engine: str, voices: Sequence[Voice]) -> list[Choice]:
    """Voices for all speakers of the script who have none of that engine: the same script gives the same cast.

    Args:
        script: who speaks how much, and with whom.
        traits: who the speakers are, by their names in the script.
        cast: who has a voice already; nobody's is changed.
        engine: the engine's name.
        voices: the engine's voices, best first; at least one.
    """
    meetings = _Meetings(script, cast)
    company = _Company(meetings, cast, engine, voices)
    choices = []
    for name in meetings.by_importance():
        role = cast.role(name) or Role(name=name, traits=traits.get(name, Traits()))
        if engine in role.voices:
            continue
        voice, delivery = company.engage(role)
        chosen = replace(role, voices={engine: voice.name}, delivery=delivery if cast.role(name) is None else role.delivery)
        choices.append(Choice(role=chosen, reason=_reason(role, meetings.lines[name], company.sharing(name))))
    return choices


def _reason(role: Role, lines: int, shared_with: str) -> str:
    who = [role.traits.gender, role.traits.age, role.traits.accent]
    counted = f"{lines} line{'' if lines == 1 else 's'}"
    return ", ".join(filter(None, [counted, *who, f"shared with {shared_with}" if shared_with else ""]))


class _Meetings:
    """Who speaks how much, in which scenes, and after whom; by the roles' names."""

    def __init__(self, script: Script, cast: Cast) -> None:
        self._cast = cast
        self.lines: Counter[str] = Counter({NARRATOR: 0})
        self._words: Counter[str] = Counter()
        self._scenes: dict[str, set[int]] = {}
        self._turns: Counter[frozenset[str]] = Counter()
        for number, scene in enumerate(script.scenes):
            spoken = [item for item in scene.items if isinstance(item, Line)]
            self._hear(number, spoken)

    def _hear(self, scene: int, spoken: Sequence[Line]) -> None:
        names = [self._name(line) for line in spoken]
        for name, line in zip(names, spoken, strict=True):
            self.lines[name] += 1
            self._words[name] += len(line.text.split())
            self._scenes.setdefault(name, set()).add(scene)
        voices = [name for name, line in zip(names, spoken, strict=True) if line.kind != "narration"]
        self._turns.update(frozenset(pair) for pair in pairwise(voices) if pair[0] != pair[1])

    def _name(self, line: Line) -> str:
        role = self._cast.role(line.speaker)
        return role.name if role else line.speaker

    def by_importance(self) -> list[str]:
        """The narrator, then who says most; among equals, who speaks first."""
        others = [name for name in self.lines if name != NARRATOR]
        return [NARRATOR, *sorted(others, key=lambda name: -self._words[name])]

    def meet(self, one: str, other: str) -> bool:
        """Whether they are heard in one scene; the narrator is heard in all of them."""
        if NARRATOR in (one, other):
            return True
        return bool(self._scenes.get(one, set()) & self._scenes.get(other, set()))

    def turns(self, one: str, other: str) -> int:
        """How often one of them speaks right after the other."""
        return self._turns[frozenset((one, other))]


class _Company:
    """The voices, and who of this script has which."""

    def __init__(self, meetings: _Meetings, cast: Cast, engine: str, voices: Sequence[Voice]) -> None:
        self._meetings = meetings
        self._voices = list(voices)
        by_name = {voice.name: voice for voice in voices}
        present = (role for role in cast.roles if role.name in meetings.lines)
        self._engaged = {role.name: by_name[role.voices[engine]] for role in present if role.voices.get(engine) in by_name}

    def engage(self, role: Role) -> tuple[Voice, Delivery]:
        """The voice that suits the role best, and how it is stretched where somebody else has it."""
        voice = min(self._voices, key=lambda voice: self._cost(role, voice))
        sharers = sum(engaged.name == voice.name for engaged in self._engaged.values())
        self._engaged[role.name] = voice
        return voice, STRETCHES[(sharers - 1) % len(STRETCHES)] if sharers else Delivery()

    def sharing(self, name: str) -> str:
        """Who had the role's voice first; empty when nobody else has it."""
        mine = self._engaged[name].name
        return next((other for other, voice in self._engaged.items() if other != name and voice.name == mine), "")

    def _cost(self, role: Role, voice: Voice) -> float:
        return self._unlike(role, voice) + sum(self._clashes(role.name, voice)) + QUALITY * (1.0 - voice.quality)

    def _unlike(self, role: Role, voice: Voice) -> float:
        """How little the voice is like the character."""
        traits, cost = role.traits, 0.0
        if traits.gender in ("female", "male") and voice.gender not in (traits.gender, ""):
            cost += WRONG_GENDER
        if (traits.age or voice.age) and traits.age != voice.age:
            cost += WRONG_AGE if traits.age or voice.age in ("child", "old") else 0.0
        if traits.accent and traits.accent.casefold() != voice.accent.casefold():
            cost += WRONG_ACCENT
        return cost

    def _clashes(self, name: str, voice: Voice) -> Iterable[float]:
        """What each of the others makes the voice cost."""
        for other, theirs in self._engaged.items():
            same, alike = theirs.name == voice.name, bool(voice.timbre) and theirs.timbre == voice.timbre
            if not (same or alike):
                continue
            if not self._meetings.meet(name, other):
                yield ELSEWHERE
                continue
            talking = min(TALKING * self._meetings.turns(name, other), MOST_TALKING)
            yield (SAME_SCENE if same else LIKE_IN_SCENE) + talking
