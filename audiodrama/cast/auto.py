"""Automatic casting: voices that fit the characters and are told apart where it matters.

The narrator gets the best voice, which is also that of a character who tells the story as "I"; then whoever has most to say
chooses first. A voice of the wrong gender is out of the question as long as there is another. Then nobody sounds like anyone of
the same scene while there are other voices; people who answer one another differ most, by what a speaker model measured
(`likeness.py`), and a clear voice goes before a new one. When the voices are used up, the next one is a known voice made bigger
or smaller, higher or lower.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

from audiodrama.cast.likeness import TWINS, kept, likeness
from audiodrama.cast.meetings import Meetings, is_narrator, meetings
from audiodrama.cast.temper import suits
from audiodrama.model import Cast, Delivery, Role, Script, Traits, Voice


class Choice(NamedTuple):
    """A role with the voice that was chosen for it."""

    role: Role
    reason: str
    """What the choice rests on, for the comment beside it: `31 lines, female, young`."""


STRETCHED: Final = (
    Delivery(size=1.16, pitch=-1.0),
    Delivery(size=0.86, pitch=1.0),
    Delivery(size=1.2, pitch=-2.5, rate=0.93),
    Delivery(size=0.83, pitch=2.5, rate=1.07),
)
"""Other people out of one voice, the most natural first. From about ±14 % of size a speaker model hears somebody else; pitch
alone makes nobody, and one that goes against the size takes it back (benchmarks/README.md)."""

_YEARS: Final = {"child": 0, "young": 1, "adult": 2, "": 2, "old": 3}
_AGE_STEP: Final = 1.0
"""Costs are compared with this one: a voice that is one step of age too old or too young."""
_ACCENT: Final = 0.7
_TEMPER: Final = 0.3
"""Light: who one answers and how clear a voice is count for more."""
_LONGEST_QUOTE: Final = 40
"""Characters of the story's own words in a comment."""
_BIGGER: Final = {"male": 1, "female": -1}
_AGAINST: Final = 0.3
"""For a man made smaller, a woman or a child made bigger."""
_USED: Final = 0.8
"""For each role that has the voice already, though they never meet."""
_STRETCH: Final = 0.2
"""For each step down the list above; doubled for who speaks as much as anyone."""
_QUALITY: Final = 10.0
"""For a whole step of quality, from a robot to a person; half for who has hardly a line, one and a half for who has most."""
_MAJORITY: Final = 0.8
"""Where the gender is not known: a voice of the gender that has more roles already."""
_LIKE_PARTNERS: Final = 4.0
"""For a voice that is all like those one answers, each by its share of the turns."""
_LIKE_NEAREST: Final = 4.0
"""For a voice that is all like one of those that are heard in the same scenes."""


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
        found = known.get((casting.meetings.teller if is_narrator(name) else name).casefold(), Traits())
        role = cast.role(name)
        if role is None:
            choices.append(casting.chosen(Role(name=name, traits=found), is_new=True))
        elif engine not in role.voices:
            voiced = casting.chosen(replace(role, traits=_filled(role.traits, found)), is_new=False)
            choices.append(voiced._replace(role=replace(voiced.role, traits=role.traits)))
    return choices


def suggest(
    script: Script, traits: Mapping[str, Traits], cast: Cast, engine: str, voices: Sequence[Voice], name: str
) -> list[Voice]:
    """The voices of this engine for one role of the cast, those first that suit it best beside everybody else's."""
    role = cast.role(name) or Role(name=name)
    others = replace(cast, roles=tuple(other for other in cast.roles if other != role))
    casting = _Casting(meetings(script, cast), others, engine, voices)
    known = {speaker.casefold(): found for speaker, found in traits.items()}
    wanted = replace(role, traits=_filled(role.traits, known.get(role.name.casefold(), Traits())))
    return casting.ranked(wanted)


def uncast(cast: Cast, engine: str) -> Cast:
    """The cast without the voices of this engine that are the tool's own: what a recast chooses again."""
    return replace(cast, roles=tuple(_uncast(role, engine) if engine in role.automatic else role for role in cast.roles))


def _uncast(role: Role, engine: str) -> Role:
    kept = {name: voice for name, voice in role.voices.items() if name != engine}
    return replace(role, voices=kept, automatic=role.automatic - {engine})


def _filled(traits: Traits, found: Traits) -> Traits:
    """The traits, and what the script says of those that they leave open."""
    return Traits(
        gender=traits.gender or found.gender,
        age=traits.age or found.age,
        accent=traits.accent or found.accent,
        temper=traits.temper or found.temper,
        said=found.said,
    )


class _Candidate(NamedTuple):
    voice: Voice
    delivery: Delivery
    stretch: int
    """Place in the list of stretched deliveries, from 1; 0 for the voice as it is."""


class _Casting:
    """Who has which voice so far."""

    def __init__(self, met: Meetings, cast: Cast, engine: str, voices: Sequence[Voice]) -> None:
        self.meetings = met
        self._engine = engine
        self._voices = voices
        self._taken: dict[str, tuple[Voice, Delivery]] = {}
        self._sharers: dict[str, list[str]] = {}
        """By voice, while nobody else is cast."""
        self._best = max((voice.quality for voice in voices), default=0.0)
        self._most = max((words for name, words in met.words.items() if not is_narrator(name)), default=1)
        known = {voice.name: voice for voice in voices}
        for role in cast.roles:
            if (voice := known.get(role.voices.get(engine, ""))) is not None:
                self._taken[role.name] = voice, role.delivery

    def chosen(self, role: Role, *, is_new: bool) -> Choice:
        """The best voice for the role that is left; only a new role's delivery is ours to set."""
        own = self._own_voice(role) if is_new else None
        best = own or min(self._candidates(role, stretched=is_new), key=self._cost_for(role))
        others = [name for name in self._users(best.voice) if self.meetings.shared(role.name, name) or not is_narrator(name)]
        others = [name for name in others if name != role.name]
        delivery = best.delivery if is_new else role.delivery
        self._taken[role.name] = best.voice, delivery
        self._sharers.clear()
        cast = replace(
            role,
            voices={**role.voices, self._engine: best.voice.name},
            delivery=delivery,
            automatic=role.automatic | {self._engine},
        )
        return Choice(cast, self._reason(role, others, best._replace(delivery=delivery)))

    def _own_voice(self, role: Role) -> _Candidate | None:
        """Who tells the story speaks in it with the voice of its narrator."""
        narrator = next((heard for name, heard in self._taken.items() if is_narrator(name)), None)
        return _Candidate(*narrator, 0) if narrator and role.name == self.meetings.teller else None

    def ranked(self, role: Role) -> list[Voice]:
        """The voices that come into question, the best first."""
        candidates = sorted(self._candidates(role, stretched=False), key=self._cost_for(role))
        return [candidate.voice for candidate in candidates]

    def _cost_for(self, role: Role) -> Callable[[_Candidate], tuple[float, ...]]:
        if is_narrator(role.name):
            return self._narrator_cost
        return partial(self._cost, role, self._met(role), self.meetings.partners(role.name))

    def _users(self, voice: Voice) -> list[str]:
        """Who has the voice, or one that is the same person to a listener."""
        if voice.name not in self._sharers:
            self._sharers[voice.name] = [name for name, (taken, _) in self._taken.items() if likeness(taken, voice) >= TWINS]
        return self._sharers[voice.name]

    def _reason(self, role: Role, others: Sequence[str], chosen: _Candidate) -> str:
        count = self.meetings.lines.get(role.name, 0)
        who = "narrator" if is_narrator(role.name) else "tells the story" if role.name == self.meetings.teller else ""
        shared = f"shared with {others[0]}" if others else ""
        said = f"{count} line{'' if count == 1 else 's'}"
        nearest = "" if others else self._nearest(role, chosen)
        return ", ".join(filter(None, (said, who, *_described(role.traits), shared, nearest)))

    def _nearest(self, role: Role, chosen: _Candidate) -> str:
        """Whom of the same scenes, and of those cast before, the voice is most like."""
        met = [name for name in self._taken if name != role.name and self.meetings.shared(role.name, name)]
        name = max(met, key=lambda name: self._alike(name, chosen), default=None)
        return f"at most {self._alike(name, chosen):.2f} like {name}" if name else ""

    def _candidates(self, role: Role, *, stretched: bool) -> Iterator[_Candidate]:
        for voice in _of_gender(self._voices, role.traits.gender):
            yield _Candidate(voice, _aged(role, voice) if stretched else role.delivery, 0)
            if stretched and self._users(voice):
                yield from (_Candidate(voice, delivery, step) for step, delivery in enumerate(STRETCHED, 1))

    def _narrator_cost(self, candidate: _Candidate) -> tuple[float, ...]:
        """As it is, used by nobody else, and the clearest."""
        return candidate.stretch, len(self._users(candidate.voice)), -candidate.voice.quality

    def _met(self, role: Role) -> dict[str, int]:
        """Of those cast before, the ones that are heard in scenes of the role, and in how many."""
        shared = ((name, self.meetings.shared(role.name, name)) for name in self._taken if name != role.name)
        return {name: count for name, count in shared if count}

    def _cost(
        self, role: Role, met: Mapping[str, int], partners: Mapping[str, float], candidate: _Candidate
    ) -> tuple[float, ...]:
        """First a voice of the right body, then nobody of one scene in one voice as far as it goes; then what fits best."""
        alike = {name: self._alike(name, candidate) for name in met}
        same = [name for name in met if self._taken[name] == (candidate.voice, candidate.delivery)]
        twins = [name for name, likeness in alike.items() if likeness >= TWINS]
        users = [name for name in self._users(candidate.voice) if name != role.name]
        prominence = self.meetings.words.get(role.name, 0) / self._most
        return (
            _misses_body(role.traits, candidate),
            sum(met[name] for name in same),
            sum(met[name] for name in twins),
            sum(met.get(name, 0) for name in users),
            self._misfit(role, candidate.voice)
            + _USED * (len(twins) + len(users))
            + _STRETCH * candidate.stretch * (1 + prominence)
            + _AGAINST * (_leaning(role.traits, candidate) < 0)
            + _QUALITY * (self._best - candidate.voice.quality) * (0.5 + prominence)
            + _LIKE_PARTNERS * sum(share * alike.get(name, 0.0) for name, share in partners.items())
            + _LIKE_NEAREST * max(alike.values(), default=0.0),
        )

    def _alike(self, name: str, candidate: _Candidate) -> float:
        voice, delivery = self._taken[name]
        return likeness(voice, candidate.voice) * kept(delivery, candidate.delivery)

    def _misfit(self, role: Role, voice: Voice) -> float:
        wanted = role.traits
        age = abs(_YEARS[wanted.age] - _YEARS[voice.age]) * _AGE_STEP
        accent = _ACCENT if wanted.accent and wanted.accent.casefold() != voice.accent.casefold() else 0.0
        genders = Counter(taken.gender for taken, _ in self._taken.values())
        majority = not wanted.gender and voice.gender and genders[voice.gender] > min(genders["female"], genders["male"])
        temper = 0.0 if suits(voice, wanted.temper) else _TEMPER
        return age + accent + temper + (_MAJORITY if majority else 0.0)


def _described(traits: Traits) -> tuple[str, ...]:
    """The traits, and the first words of the story that say something of them."""
    words = next((words for words in traits.said if len(words) <= _LONGEST_QUOTE), "")
    return traits.gender, traits.age, traits.accent, traits.temper, words and f"'{words}'"


def _of_gender(voices: Sequence[Voice], gender: str) -> Sequence[Voice]:
    """Of that gender; else those of which it is not known; else all."""
    if gender in ("", "neutral"):
        return [voice for voice in voices if voice.gender == gender != ""] or voices
    return [voice for voice in voices if voice.gender == gender] or [v for v in voices if v.gender in ("", "neutral")] or voices


def _misses_body(wanted: Traits, candidate: _Candidate) -> bool:
    """Whether a man would have a woman's voice not made bigger, a woman a man's not made smaller, a child a bigger one."""
    leaning = _leaning(wanted, candidate)
    is_other = {wanted.gender, candidate.voice.gender} == {"male", "female"}
    return leaning < 0 if wanted.age == "child" else is_other and leaning <= 0


def _leaning(wanted: Traits, candidate: _Candidate) -> int:
    """1 for a bigger man or a smaller woman or child, −1 the other way round, 0 for whom the size says nothing."""
    size, bigger = candidate.delivery.size, -1 if wanted.age == "child" else _BIGGER.get(wanted.gender, 0)
    return bigger * ((size > 1) - (size < 1))


def _aged(role: Role, voice: Voice) -> Delivery:
    """A grown-up voice made a child's; all other ages are the voice's own."""
    return Delivery(size=0.88, pitch=2.5) if role.traits.age == "child" and voice.age != "child" else Delivery()
