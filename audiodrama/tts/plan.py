"""Which clips a script wants: each line becomes an utterance for the engine and a treatment for our own processing.

The key of a clip is the digest of these two values and of nothing else. What the engine declares to hear goes into the
utterance, the rest of the delivery into the treatment; placement, gain and effects are the mixer's and appear in neither.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Final, NamedTuple

from audiodrama.errors import Problem, ProblemsError
from audiodrama.events import Warned
from audiodrama.model import Cast, Cue, Delivery, Item, Job, Line, Role, Script, Treatment, Utterance
from audiodrama.plugins import Engine
from audiodrama.tts.manner import SHOUT, Manner, ended, shouted, steered, trails_off
from audiodrama.tts.notes import PITCHES, RATES, LineNotes, read_notes
from audiodrama.tts.pronounce import is_ipa, spoken
from audiodrama.tts.voices import Voices

RECIPE: Final = "3"
"""The version of all that happens to a sound between the engine and the store: `finish.py` and `treat.py`. Whoever changes how
clips sound raises it."""

_DECIMALS: Final = 4
"""Decimals that a number of a key keeps: finer differences are arithmetic, not sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The clips that a script wants."""

    jobs: tuple[Job, ...]
    """Each clip once, in the order of the first line that wants it."""
    keys: Mapping[Line, str]
    """The clip of each line; a line that is skipped or holds nothing to say has none."""
    warnings: tuple[Warned, ...]


def plan(script: Script, cast: Cast, engine: Engine) -> Plan:
    """Say which clips the script wants from the engine, and which line gets which.

    A note on the line wins over the character in voices.yaml and over the line's manner: `[[rate: 0.9]]` is the line's rate,
    whatever the role's is. Where there is no note, the manner comes on top of what the character has.

    Raises:
        ProblemsError: notes that cannot be read, all of them.
        EngineMissingError: the engine has no voices here.
    """
    planner = _Planner(cast, engine)
    wanted = {line: planner.job(line, cut) for line, cut in _cuts(script).items()}
    if planner.problems:
        raise ProblemsError(planner.problems)
    jobs: dict[str, Job] = {}
    for job in filter(None, wanted.values()):
        jobs.setdefault(job.key, job)
    keys = {line: job.key for line, job in wanted.items() if job}
    return Plan(jobs=tuple(jobs.values()), keys=keys, warnings=(*planner.voices.warnings, *_deaf_to_ipa(cast, engine)))


def key_of(utterance: Utterance, treatment: Treatment) -> str:
    """The digest of all that determines a clip's sound: 64 hexadecimal digits."""
    inputs = {"utterance": asdict(utterance), "treatment": asdict(treatment)}
    return hashlib.sha256(json.dumps(inputs, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()


class _Planner:
    """What holds for all lines of one script."""

    def __init__(self, cast: Cast, engine: Engine) -> None:
        self._cast = cast
        self._engine = engine
        self._identity = engine.identity()
        self.voices = Voices(engine, cast)
        self.problems: list[Problem] = []

    def job(self, line: Line, cut: bool) -> Job | None:
        """The clip that the line wants; None when there is nothing to say."""
        notes = read_notes(line, self.problems)
        role = self._cast.role(line.speaker) or Role(name=line.speaker)
        lexicon = {**self._cast.lexicon, **role.lexicon, **notes.sayings}
        hears = self._engine.hears
        stress = "stress" in hears and line.kind != "song"
        text = spoken(line.text, lexicon, ipa="ipa" in hears, stress=stress, tongues="tongues" in hears)
        if not text:
            return None
        manner = _manner(line)
        delivery = _delivery(role.delivery, notes, manner)
        text = ended(text, manner.ending)
        utterance = self._utterance(line, role, notes, text, _heard(delivery, manner, hears))
        treatment = _treatment(delivery, manner, hears)
        dying = line.kind in ("speech", "thought") and trails_off(line.text)
        treatment = replace(treatment, cut=cut, dying=dying, chant=line.kind == "song")
        return Job(key=key_of(utterance, treatment), utterance=utterance, treatment=treatment, line=line)

    def _utterance(self, line: Line, role: Role, notes: LineNotes, text: str, heard: _Heard) -> Utterance:
        return Utterance(
            engine=self._engine.name,
            identity=self._identity,
            voice=self.voices.noted(line, notes.voice, self.problems) or self.voices.of(role),
            language=self._cast.defaults.language,
            text=text,
            take=notes.take,
            rate=heard.rate,
            pitch=heard.pitch,
            style=heard.style,
        )


class _Heard(NamedTuple):
    """What the engine is told of the delivery."""

    rate: float
    pitch: float
    style: str


def _manner(line: Line) -> Manner:
    """What the parenthetical says; a speech in capitals is shouted where it says nothing of the voice's effort."""
    manner = steered(line.manner)
    is_shout = line.kind == "speech" and not manner.effort and not manner.breath and shouted(line.text)
    return manner.and_also(SHOUT) if is_shout else manner


def _delivery(role: Delivery, notes: LineNotes, manner: Manner) -> Delivery:
    rate = role.rate * manner.rate if notes.rate is None else notes.rate
    pitch = role.pitch + manner.pitch if notes.pitch is None else notes.pitch
    return Delivery(rate=_bounded(rate, RATES), pitch=_bounded(pitch, PITCHES), size=role.size)


def _bounded(value: float, bounds: tuple[float, float]) -> float:
    return round(min(max(value, bounds[0]), bounds[1]), _DECIMALS)


def _heard(delivery: Delivery, manner: Manner, hears: frozenset[str]) -> _Heard:
    """The engine speaks `size` times faster where the treatment then runs the tape that much slower."""
    return _Heard(
        rate=round(delivery.rate * delivery.size, _DECIMALS) if "rate" in hears else 1.0,
        pitch=delivery.pitch if "pitch" in hears else 0.0,
        style=_style(manner, hears),
    )


def _style(manner: Manner, hears: frozenset[str]) -> str:
    """What there is no number for."""
    if manner.breath >= 1 and "style" in hears:
        return "whisper"
    return manner.melody if "melody" in hears else ""


def _treatment(delivery: Delivery, manner: Manner, hears: frozenset[str]) -> Treatment:
    """What the engine was not told."""
    return Treatment(
        recipe=RECIPE,
        rate=1.0 if "rate" in hears else round(delivery.rate * delivery.size, _DECIMALS),
        pitch=0.0 if "pitch" in hears else delivery.pitch,
        size=delivery.size,
        effort=manner.effort,
        breath=0.0 if manner.breath >= 1 and "style" in hears else manner.breath,
        rough=manner.rough,
        tremble=manner.tremble,
    )


def _cuts(script: Script) -> dict[Line, bool]:
    """The lines that are performed, and whether the speaker is interrupted.

    Equal lines share a clip, so they are cut only where all of them are; the mixer lets the others give way.
    """
    cuts: dict[Line, bool] = {}
    for line, following in _followed(script):
        if line.note("skip") is None:
            cuts[line] = following is not None and line.is_cut_off_by(following) and cuts.get(line, True)
    return cuts


def _followed(script: Script) -> Iterator[tuple[Line, Line | None]]:
    """Each line with the one that follows in its scene without a pause between."""
    for scene in script.scenes:
        heard = [item for item in scene.items if _is_heard(item)]
        for item, following in pairwise([*heard, None]):
            if isinstance(item, Line):
                yield item, following if isinstance(following, Line) else None


def _is_heard(item: Item) -> bool:
    """Whether it comes between lines: sounds, music and remarks do not."""
    return item.note("skip") is None if isinstance(item, Line) else isinstance(item, Cue) and item.kind == "pause"


def _deaf_to_ipa(cast: Cast, engine: Engine) -> tuple[Warned, ...]:
    entries = (entry for lexicon in (cast.lexicon, *(role.lexicon for role in cast.roles)) for entry in lexicon.items())
    words = [word for word, said in entries if is_ipa(said)]
    if not words or "ipa" in engine.hears:
        return ()
    message = f"{engine.name} reads no /IPA/: {', '.join(words)} will be said as written"
    return (Warned(message=message, hint="a plain respelling in the lexicon works with every engine"),)
