"""Automatic casting: voices that fit the characters and are told apart where it matters.

The narrator gets the best voice, then whoever has most to say chooses first. A voice of the wrong gender is out of the question
as long as there is another. Then nobody sounds like anyone of the same scene while there are free voices; people who talk with
one another differ most. When the voices are used up, the next one is a known voice made bigger or smaller, higher or lower.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

from audiodrama.cast.meetings import Meetings, is_narrator, meetings
from audiodrama.model import Cast, Delivery, Role, Script, Traits, Voice


class Choice(NamedTuple):
    """A role with the voice that was chosen for it."""

    role: Role
    reason: str
    """What the choice rests on, for the comment beside it: `31 lines, female, young`."""


STRETCHED: Final = (
    Delivery(size=1.12, pitch=-2.0),
    Delivery(size=0.89, pitch=2.0),
    Delivery(size=1.06, pitch=-3.5, rate=0.93),
    Delivery(size=0.94, pitch=3.5, rate=1.07),
    Delivery(size=1.2, pitch=-3.0, rate=0.9),
    Delivery(size=0.83, pitch=3.0, rate=1.1),
)
"""Other people out of one voice, the most natural first: more than 8 % of size is another person to a speaker model."""
_SAME_SIZE: Final = 0.05
"""Sizes nearer than this, as a ratio less 1, sound alike where the pitch does too."""
_SAME_PITCH: Final = 1.0
"""Semitones."""

_YEARS: Final = {"child": 0, "young": 1, "adult": 2, "": 2, "old": 3}
_AGE_STEP: Final = 1.0
"""Costs are compared with this one: a voice that is one step of age too old or too young."""
_ACCENT: Final = 0.7
_USED: Final = 1.5
"""For each role that has the timbre already, though they never meet."""
_STRETCH: Final = 0.2
"""For each step down the list above."""
_RANK: Final = 1.0
"""From the engine's best voice to its last: those who choose first get the better ones."""
_MAJORITY: Final = 0.8
"""Where the gender is not known: a voice of the gender that has more roles already."""
_ALIKE: Final = 1.5
"""A voice that is like those of the people one talks with."""


def choose(script: Script, traits: Mapping[str, Traits], cast: Cast, engine: str, voices: Sequence[Voice]) -> list[Choice]:
    """A voice of this engine for every speaker that has none yet, the narrator among them; deterministic.

    `traits` are what the script says of its speakers, by name; a role's own traits in `cast` count more. `voices` come best
    first. Roles that have a voice keep it, and their voices count as taken.
    """
    if not voices:
        return []
    casting = _Casting(meetings(script, cast), cast, engine, voices)
    known = {name.casefold(): found for name, found in traits.items()}
    choices = []
    for name in casting.meetings.speakers():
        found = known.get(name.casefold(), Traits())
        role = cast.role(name)
        if role is None:
            choices.append(casting.chosen(Role(name=name, traits=found), is_new=True))
        elif engine not in role.voices:
            voiced = casting.chosen(replace(role, traits=_filled(role.traits, found)), is_new=False)
            choices.append(voiced._replace(role=replace(voiced.role, traits=role.traits)))
    return choices


def uncast(cast: Cast, engine: str) -> Cast:
    """The cast without the voices of this engine that are the tool's own: what a recast chooses again."""
    return replace(cast, roles=tuple(_uncast(role, engine) if engine in role.automatic else role for role in cast.roles))


def _uncast(role: Role, engine: str) -> Role:
    kept = {name: voice for name, voice in role.voices.items() if name != engine}
    return replace(role, voices=kept, automatic=role.automatic - {engine})


def _filled(traits: Traits, found: Traits) -> Traits:
    """The traits, and what the script says of those that they leave open."""
    return Traits(gender=traits.gender or found.gender, age=traits.age or found.age, accent=traits.accent or found.accent)


class _Candidate(NamedTuple):
    voice: Voice
    delivery: Delivery
    rank: float
    """0 for the engine's best voice, 1 for its last."""
    stretch: int
    """Place in the list of stretched deliveries, from 1; 0 for the voice as it is."""


class _Casting:
    """Who has which voice so far."""

    def __init__(self, met: Meetings, cast: Cast, engine: str, voices: Sequence[Voice]) -> None:
        self.meetings = met
        self._engine = engine
        self._voices = voices
        self._taken: dict[str, tuple[Voice, Delivery]] = {}
        self._users: defaultdict[str, list[str]] = defaultdict(list)
        known = {voice.name: voice for voice in voices}
        for role in cast.roles:
            if (voice := known.get(role.voices.get(engine, ""))) is not None:
                self._take(role.name, voice, role.delivery)

    def chosen(self, role: Role, *, is_new: bool) -> Choice:
        """The best voice for the role that is left; only a new role's delivery is ours to set."""
        candidates = list(self._candidates(role, stretched=is_new))
        best = min(candidates, key=self._narrator_cost if is_narrator(role.name) else partial(self._cost, role))
        others = [name for name in self._users[_timbre(best.voice)] if name != role.name]
        delivery = best.delivery if is_new else role.delivery
        self._take(role.name, best.voice, delivery)
        cast = replace(
            role,
            voices={**role.voices, self._engine: best.voice.name},
            delivery=delivery,
            automatic=role.automatic | {self._engine},
        )
        return Choice(cast, self._reason(role, others))

    def _take(self, name: str, voice: Voice, delivery: Delivery) -> None:
        self._taken[name] = voice, delivery
        self._users[_timbre(voice)].append(name)

    def _reason(self, role: Role, others: Sequence[str]) -> str:
        count = self.meetings.lines.get(role.name, 0)
        who = "narrator" if is_narrator(role.name) else ""
        shared = f"shared with {others[0]}" if others else ""
        said = f"{count} line{'' if count == 1 else 's'}"
        return ", ".join(filter(None, (said, who, role.traits.gender, role.traits.age, role.traits.accent, shared)))

    def _candidates(self, role: Role, *, stretched: bool) -> Iterator[_Candidate]:
        fitting = {id(voice) for voice in _of_gender(self._voices, role.traits.gender)}
        for place, voice in enumerate(self._voices):
            if id(voice) in fitting:
                rank = place / len(self._voices)
                yield _Candidate(voice, _aged(role, voice) if stretched else role.delivery, rank, 0)
                if stretched and self._users[_timbre(voice)]:
                    yield from (_Candidate(voice, delivery, rank, step) for step, delivery in enumerate(STRETCHED, 1))

    def _narrator_cost(self, candidate: _Candidate) -> tuple[float, ...]:
        """As it is, used by nobody else, and the clearest."""
        return candidate.stretch, len(self._users[_timbre(candidate.voice)]), -candidate.voice.quality, candidate.rank

    def _cost(self, role: Role, candidate: _Candidate) -> tuple[float, ...]:
        """First nobody of one scene in one voice, then nobody of one scene in one timbre, then what fits and differs most."""
        same_timbre = [name for name in self._users[_timbre(candidate.voice)] if name != role.name]
        same_sound = [name for name in same_timbre if _alike_delivered(self._taken[name][1], candidate.delivery)]
        same_voice = [name for name in same_sound if self._taken[name][0].name == candidate.voice.name]
        return (
            sum(self.meetings.shared(role.name, name) for name in same_voice),
            sum(self.meetings.shared(role.name, name) for name in same_sound),
            sum(self.meetings.shared(role.name, name) for name in same_timbre),
            self._misfit(role, candidate.voice)
            + _USED * (len(same_timbre) + len(same_sound))
            + _STRETCH * candidate.stretch
            + _RANK * candidate.rank
            + _ALIKE * self._likeness(role, candidate.voice),
        )

    def _misfit(self, role: Role, voice: Voice) -> float:
        wanted = role.traits
        age = abs(_YEARS[wanted.age] - _YEARS[voice.age]) * _AGE_STEP
        accent = _ACCENT if wanted.accent and wanted.accent.casefold() != voice.accent.casefold() else 0.0
        genders = Counter(taken.gender for taken, _ in self._taken.values())
        majority = not wanted.gender and voice.gender and genders[voice.gender] > min(genders["female"], genders["male"])
        return age + accent + (_MAJORITY if majority else 0.0)

    def _likeness(self, role: Role, voice: Voice) -> float:
        """0 (unlike) to 1 (like) the voices of those one talks with."""
        partners = self.meetings.partners(role.name)
        return sum(share * _alike(voice, self._taken[name][0]) for name, share in partners.items() if name in self._taken)


def _timbre(voice: Voice) -> str:
    return voice.timbre or voice.name


def _of_gender(voices: Sequence[Voice], gender: str) -> Sequence[Voice]:
    """Of that gender; else those of which it is not known; else all."""
    if gender in ("", "neutral"):
        return [voice for voice in voices if voice.gender == gender != ""] or voices
    return [voice for voice in voices if voice.gender == gender] or [v for v in voices if v.gender in ("", "neutral")] or voices


def _aged(role: Role, voice: Voice) -> Delivery:
    """A grown-up voice made a child's; all other ages are the voice's own."""
    return Delivery(size=0.88, pitch=2.5) if role.traits.age == "child" and voice.age != "child" else Delivery()


def _alike_delivered(one: Delivery, other: Delivery) -> bool:
    return abs(one.size / other.size - 1) < _SAME_SIZE and abs(one.pitch - other.pitch) < _SAME_PITCH


def _alike(one: Voice, other: Voice) -> float:
    """Between 0 and 1: the same timbre is 1; gender tells more than age, age as much as accent."""
    if _timbre(one) == _timbre(other):
        return 1.0
    return 0.4 * (one.gender == other.gender) + 0.3 * (one.age == other.age) + 0.3 * (one.accent == other.accent)
