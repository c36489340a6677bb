"""Every data type, in the order the data flows: read this first.

A `Story` is annotated into a `Script`; the script is cast with a `Cast`; each `Line` is rendered into a `Clip`; the clips
are placed on a `Timeline` and mixed into a `Mix`; the mix is mastered into a `Master`, a file.

All values are immutable. What a value came from (`where`, `source`, `evidence`) is provenance and takes no part in equality:
two lines that say the same thing in the same way are the same line, and share one clip.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


NARRATOR: Final = "NARRATOR"
"""The role that speaks every narration line."""

SAMPLE_RATE: Final = 44_100
"""Hz. Clips, sounds, beds and the mix all have this rate; engines' own rates end where a clip is stored."""

DOUBTFUL: Final = 0.70
"""An attribution below this confidence is marked in the script as a doubt."""

_NO_OPTIONS: Final[Mapping[str, str]] = MappingProxyType({})
_BROKEN_OFF: Final = re.compile(r"[—―–-][\s\"”’'»*_)]*$")
"""A dash at a line's end, with whatever closes around it."""


# --- where things stand ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place in a file that the user can open."""

    file: str
    """The file's name as the user gave it, or `-` for standard input."""
    line: int
    """Counted from 1."""
    column: int = 1
    """Counted from 1, in characters."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Span(NamedTuple):
    """Characters `start` to `end` (exclusive) of the text that a story was read from."""

    start: int
    end: int


# --- 1  story -------------------------------------------------------------------------------------------------------------

ParagraphRole = Literal["prose", "break", "aside", "title", "author", "heading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of a story, exactly as it stands in the text that was read."""

    text: str
    """The very characters `story.text[start:start + len(text)]`: inner line breaks of hard-wrapped text are still there."""
    start: int
    """Character offset in `Story.text`."""
    where: Where = field(compare=False)
    role: ParagraphRole = "prose"
    """`prose` is performed; `break` is a scene break (`***`; empty text where a blank line makes it); `aside` is kept as a
    remark and not performed (blurb, author's note, link); `title`, `author` and `heading` become title page and chapters."""
    reason: str = ""
    """Why an aside is not performed, in a few words: "author's note"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChapter:
    """A run of paragraphs under one heading; `title` is empty where the story has no headings."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    """In the order of the text; the heading itself is the first of them, with role `heading`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What a reader of `audiodrama.story` makes of a file."""

    title: str
    author: str
    language: str
    """BCP 47, `en` where nothing says otherwise."""
    text: str
    """The whole decoded text that all offsets point into."""
    chapters: tuple[StoryChapter, ...]
    file: str
    """The name the user gave, or `-`."""

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs of all chapters, in order."""
        return (paragraph for chapter in self.chapters for paragraph in chapter.paragraphs)


# --- 2  script ------------------------------------------------------------------------------------------------------------

LineKind = Literal["narration", "speech", "thought", "song"]
CueKind = Literal["sound", "music", "ambience", "pause"]
RemarkForm = Literal["boneyard", "note", "transition", "synopsis", "section", "centered"]
"""`section`: a heading below chapters, `## …`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why the annotator gave a line to its speaker."""

    rule: str
    """A short name in lower case with hyphens: `explicit-tag`, `turn-taking`."""
    confidence: float
    """The probability, 0 to 1, that the speaker is right."""


class Note(NamedTuple):
    """A setting for one line, `[[name: value]]` in the script; a bare `[[skip]]` has an empty value."""

    name: str
    """`pause`, `rate`, `pitch`, `voice`, `take`, `skip`, `say`, `cut`, `wait` or `volume`; and `announce`, which only
    script/announce.py sets."""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one voice says without a break: a paragraph of narration, a speech, a thought, a song."""

    kind: LineKind
    speaker: str
    """The role's name as voices.yaml spells it; `NARRATOR` for narration. Compared without case."""
    text: str
    """The author's words and emphasis marks (`*…*`, `_…_`) on one line each verse: no blank lines, no space at its ends."""
    manner: tuple[str, ...] = ()
    """How it is said, each a word or phrase of the parenthetical: `("whispering", "distant")`."""
    extension: str = ""
    """What stands in brackets after the name and is no kind: `V.O.`, `O.S.`, `ON PHONE`; upper case."""
    joined: bool = False
    """It carries on the paragraph of the line before: hardly a pause between."""
    dual: bool = False
    """Spoken at the same time as the speech before (`NAME ^`)."""
    notes: tuple[Note, ...] = ()
    evidence: Evidence | None = field(default=None, compare=False)
    source: Span | None = field(default=None, compare=False)
    """Its span in the story; None where no story was read."""
    where: Where | None = field(default=None, compare=False)

    def note(self, name: str) -> str | None:
        """The value of the last note of that name, or None."""
        return next((note.value for note in reversed(self.notes) if note.name == name), None)

    def is_cut_off_by(self, following: Line) -> bool:
        """Whether the next line interrupts it: a trailing dash or `[[cut]]`, then somebody else; `[[wait]]` forbids it."""
        if "narration" in (self.kind, following.kind) or following.joined or following.dual:
            return False
        if following.speaker.casefold() == self.speaker.casefold() or self.note("wait") is not None:
            return False
        return self.note("cut") is not None or _BROKEN_OFF.search(self.text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A sound, music, ambience or silence that the script asks for."""

    kind: CueKind
    text: str
    """What stands before the first comma: the sound's name, or the length of a pause (`1.5s`)."""
    options: tuple[str, ...] = ()
    """The words after it, split at commas: `("under",)`, `("-6 dB", "left")`, `("stop",)`."""
    source: Span | None = field(default=None, compare=False)
    where: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Whatever else the file holds: kept, never spoken."""

    text: str
    form: RemarkForm = "boneyard"
    source: Span | None = field(default=None, compare=False)
    where: Where | None = field(default=None, compare=False)


Item = Line | Cue | Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Items in one place; an empty heading means that nothing names the place."""

    heading: str
    """Without the leading dot: `THE TOLL BRIDGE - NIGHT`, `INT. KITCHEN - DAY`."""
    items: tuple[Item, ...]
    source: Span | None = field(default=None, compare=False)
    where: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Scenes under one `# Title`; an empty title only for what stands before the first heading."""

    title: str
    scenes: tuple[Scene, ...]
    source: Span | None = field(default=None, compare=False)
    where: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Who says what, and how: the value of a `NAME.fountain` file."""

    title: str
    author: str
    language: str
    chapters: tuple[Chapter, ...]
    front: tuple[tuple[str, str], ...] = ()
    """The other entries of the title page in their order: `(("Format", "audiodrama 1"), ("Source", "a.txt sha256:…"))`."""
    front_sources: tuple[Span, ...] = field(default=(), compare=False)
    """Spans of the story that became the title page (its title, its author)."""

    @property
    def scenes(self) -> Iterator[Scene]:
        """All scenes, in order."""
        return (scene for chapter in self.chapters for scene in chapter.scenes)

    @property
    def items(self) -> Iterator[Item]:
        """All items, in order."""
        return (item for scene in self.scenes for item in scene.items)

    @property
    def lines(self) -> Iterator[Line]:
        """All lines, skipped ones too, in order."""
        return (item for item in self.items if isinstance(item, Line))


# --- 3  cast --------------------------------------------------------------------------------------------------------------

Gender = Literal["female", "male", "neutral", ""]
Age = Literal["child", "young", "adult", "old", ""]
Temper = Literal["", "gentle", "gruff", "cheerful", "nervous", "cold", "gloomy"]
Effect = Literal["none", "room", "hall", "phone", "radio", "thought", "distant"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """Who a character is, whatever the engine; empty where the text does not say."""

    gender: Gender = ""
    age: Age = ""
    accent: str = ""
    temper: Temper = ""
    said: tuple[str, ...] = field(default=(), compare=False)
    """The story's words that say so: `a gruff old sailor`; provenance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What an engine offers; written `engine:name`."""

    engine: str
    name: str
    gender: Gender = ""
    age: Age = ""
    language: str = "en"
    """BCP 47."""
    accent: str = ""
    """`american`, `british`, `scottish` … ; empty when not known."""
    quality: float = 0.5
    """0 (a robot) to 1 (a person), for comparing voices of different engines and within one."""
    timbre: str = ""
    """Voices of one engine with the same timbre sound like the same person to a listener: never two roles of one scene."""

    def __str__(self) -> str:
        return f"{self.engine}:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How a role says its lines. Part of every clip's key."""

    rate: float = 1.0
    """Speed as a ratio: 1.0 is the voice's own pace, 1.1 is faster."""
    pitch: float = 0.0
    """Semitones, formants staying where they are."""
    size: float = 1.0
    """Vocal tract length as a ratio: above 1 bigger and deeper, below 1 smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """What the mixer does with a role. Never part of a clip's key."""

    gain_db: float = 0.0
    pan: float | None = None
    """-1 left to 1 right; None lets the mixer give the role its own stable place."""
    effect: Effect = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One character of voices.yaml."""

    name: str
    aliases: tuple[str, ...] = ()
    traits: Traits = Traits()
    voices: Mapping[str, str] = field(default_factory=lambda: _NO_OPTIONS)
    """Engine name to voice name."""
    delivery: Delivery = Delivery()
    lexicon: Mapping[str, str] = field(default_factory=lambda: _NO_OPTIONS)
    """How this character alone says a word."""
    placement: Placement = Placement()
    automatic: frozenset[str] = frozenset()
    """Engines whose voice is still the one that the tool chose (it equals the one in the `# auto` comment)."""
    where: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What holds for every role that says nothing else."""

    engine: str = "auto"
    language: str = "en-US"
    announce: Literal["all", "title", "chapters", "none"] = "all"
    """Which headings the narrator announces."""
    narration: Literal["full", "lean"] = "full"
    """Whether a fresh script skips tags that say only who speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Music:
    """The bed under the drama."""

    bed: str = "auto"
    """`auto` (composed here), `none`, or a file or folder of the user's, as written."""
    level_lu: float = -18.0
    """Against the speech, in LU, in gaps."""
    duck_db: float = 8.0
    """How much further down it goes under speech, dB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who sounds how: the value of voices.yaml."""

    roles: tuple[Role, ...] = ()
    defaults: Defaults = Defaults()
    lexicon: Mapping[str, str] = field(default_factory=lambda: _NO_OPTIONS)
    """Word to plain respelling, or `/IPA/`."""
    music: Music = Music()

    def role(self, name: str) -> Role | None:
        """The role of that name or alias, compared without case; None when there is none."""
        wanted = name.casefold()
        named = (role for role in self.roles if role.name.casefold() == wanted)
        aliased = (role for role in self.roles if wanted in (alias.casefold() for alias in role.aliases))
        return next(named, None) or next(aliased, None)


# --- 4  speech ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """All that an engine is ever told."""

    engine: str
    identity: str
    """The engine's version and its model's digest: another engine build is another sound."""
    voice: str
    language: str
    text: str
    """As it is to be spoken: lexicon applied, markup gone but for what the engine reads itself."""
    rate: float = 1.0
    pitch: float = 0.0
    """Semitones."""
    style: str = ""
    """`whisper` where the engine can, else empty and the treatment does it; `lively` or `flat`, how far the pitch moves."""
    take: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What our own signal processing then does, where the engine cannot."""

    recipe: str
    """The version of the processing code: a change of its sound must change this."""
    rate: float = 1.0
    pitch: float = 0.0
    """Semitones."""
    size: float = 1.0
    effort: float = 0.0
    """−1, hardly any voice, to 1, a shout."""
    breath: float = 0.0
    """Share of the voice that is breath: 1 is a whisper."""
    rough: float = 0.0
    """0 to 1, a growl."""
    tremble: float = 0.0
    """0 to 1, tears or laughter."""
    chant: bool = False
    """It is a song: its syllables are brought to a beat and to notes."""
    dying: bool = False
    """The speaker trails off: softer and softer at the end."""
    cut: bool = False
    """The speaker is interrupted: the clip ends at its last word, without room after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One clip that is wanted: `key` is the digest of the two values that determine its sound (tts/plan.py)."""

    key: str
    utterance: Utterance
    treatment: Treatment
    line: Line
    """The first line that wants it, for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One rendered line: mono, trimmed, faded, as loud as the engine made it."""

    key: str
    path: Path
    """A FLAC file at `SAMPLE_RATE`, one channel."""
    frames: int
    loudness: float | None
    """LUFS (BS.1770, gated, as if played centred in stereo); None when it is too short or too quiet to have one."""
    missing: bool = False
    """The line could not be rendered: `path` does not exist and `frames` of silence stand in for it."""


# --- 5  mix ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A clip at its time."""

    clip: Clip
    line: Line
    start: int
    """Frames from the beginning."""
    gain_db: float
    pan: float
    effect: Effect
    frames: int
    """How much of the clip is played: less than the clip's own length where it is cut off."""
    overlapped: int = 0
    """Frames at its end during which the next speaker has already begun: it gives way there."""

    @property
    def end(self) -> int:
        """First frame after it."""
        return self.start + self.frames


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSound:
    """A file of the user's, or a bed, at its time."""

    path: Path
    start: int
    frames: int
    gain_db: float
    pan: float = 0.0
    loop: bool = False
    fade_in: int = 0
    fade_out: int = 0
    """Frames of fade."""
    duck: bool = False
    """It goes down while somebody speaks."""


class Stretch(NamedTuple):
    """Frames `start` to `end` (exclusive) of the mix."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A chapter mark."""

    title: str
    start: int
    """Frames."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Everything in its place; nothing decoded yet."""

    voices: tuple[Placed, ...]
    """In the order of their start."""
    sounds: tuple[PlacedSound, ...]
    beds: tuple[PlacedSound, ...]
    markers: tuple[Marker, ...]
    frames: int
    """The whole length."""
    forward: tuple[Stretch, ...] = ()
    """Where the music comes to the front, between scenes and around the title; in order, apart."""
    duck_db: float = 8.0
    """How far down the ducked sounds and beds go while somebody speaks, dB."""
    seed: int = 0
    """Of the room tone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """The mix, again and again, block by block; never a file of its own."""

    sample_rate: int
    frames: int
    markers: tuple[Marker, ...]
    blocks: Callable[[], Iterator[NDArray[np.float32]]] = field(compare=False)
    """Each call starts anew and yields arrays of shape (n, 2), float32, full scale 1.0; their lengths sum to `frames`."""


# --- 6  master ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """The finished file, as measured on the file itself."""

    path: Path
    duration: float
    """Seconds."""
    loudness: float
    """Integrated, LUFS."""
    true_peak: float
    """dBTP."""
    chapters: tuple[Marker, ...]
