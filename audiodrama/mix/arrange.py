"""The script becomes a timeline: every line, sound and bed gets its moment. Positions are frames, nothing is decoded here.

The walk keeps a clock: the frame at which everything that has to be waited for is over. A line begins at the clock plus the
gap that pacing.py gives; a scene opens when the first thing in it is placed, because only then is its moment known.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from audiodrama.events import Listen, StageFinished, StageStarted, Warned, ignore
from audiodrama.mix import pacing
from audiodrama.mix.balance import Balance
from audiodrama.mix.cues import options_of
from audiodrama.mix.foley import Foley
from audiodrama.mix.moods import mood_asked, mood_of
from audiodrama.mix.music import Score
from audiodrama.mix.sounds import Library
from audiodrama.mix.space import effect_of, pan_of, places
from audiodrama.model import SAMPLE_RATE, Cast, Chapter, Clip, Cue, Item, Line, Marker, Placed, Scene, Script, Stretch, Timeline

AROUND_SOUND: Final = 0.30
"""Seconds between a voice and a sound that is waited for."""
SHORT_SOUND: Final = 3.0
"""A sound shorter than this, in seconds, is waited for: a knock, a door. A longer one goes on under the story."""
HEARD_ALONE: Final = 1.2
"""Seconds that a longer sound is heard before the story goes on."""
MUSIC_ALONE: Final = 3.0
"""Seconds that the script's own music is in front before the story goes on over it."""
STING: Final = 20.0
"""Music shorter than this, in seconds, plays once; longer music goes on until the scene ends."""
BEFORE_OPENING: Final = 0.9
"""Seconds before the story's first word at which the theme gives way to the first scene's bed."""
SETTLED: Final = (0.4, 0.7)
"""Seconds after the last word and before the next between which the music is in front."""
WORTH_COMING: Final = 1.0
"""Seconds: for less the music does not come forward."""
MARKED_BEFORE: Final = 0.3
"""Seconds before a chapter's first word at which its mark stands, so that a jump never cuts the word."""
UNREADABLE_PAUSE: Final = 1.0
"""Seconds of a PAUSE whose length nobody can read."""


def arrange(
    script: Script, cast: Cast, clips: Mapping[Line, Clip], *, folder: Path, cache: Path, listen: Listen = ignore
) -> Timeline:
    """Place the clips, the user's `sounds/` and `music/` from `folder`, and a bed; tracks are prepared in `cache`.

    A line without a clip (`[[skip]]`) says nothing and takes no time.

    Raises:
        InputError: the music bed that voices.yaml names does not exist or cannot be read.
        StorageError: the cache cannot be written.
    """
    started = time.perf_counter()
    listen(StageStarted(stage="mix"))
    library = Library(folder, cache, listen)
    walk = _Walk(script, cast, clips, Score(cast.music, script.title, folder, cache), library, listen)
    for chapter in script.chapters:
        walk.chapter(chapter)
        for scene in chapter.scenes:
            walk.scene(scene)
            for item in scene.items:
                walk.item(item)
    timeline = walk.timeline()
    listen(StageFinished(stage="mix", summary=_summary(timeline), seconds=round(time.perf_counter() - started, 3)))
    return timeline


def _summary(timeline: Timeline) -> str:
    minutes, seconds = divmod(round(timeline.frames / SAMPLE_RATE), 60)
    music = f", music: {len(timeline.beds)} pieces" if timeline.beds else ""
    return f"{len(timeline.voices)} lines over {minutes}:{seconds:02d}, {len(timeline.sounds)} sounds{music}"


class _Walk:
    """What is known at one moment of the walk."""

    def __init__(
        self, script: Script, cast: Cast, clips: Mapping[Line, Clip], score: Score, library: Library, listen: Listen
    ) -> None:
        self._cast, self._clips, self._score, self._library, self._listen = cast, clips, score, library, listen
        self._foley = Foley(library)
        self._places = places(script, cast)
        self._balance = Balance(clips, cast)
        self._voices: list[Placed] = []
        self._forward: list[Stretch] = []
        self._markers: list[Marker] = []
        self._clock = 0
        self._before: Placed | None = None
        """The voice that ends at the clock; None after anything else."""
        self._pause: float | None = None
        """Seconds that the script asks for before the next line."""
        self._boundary = pacing.THEME_ALONE if self._begin(script) else pacing.LEAD_IN
        """The least seconds before what comes next: after a scene, a chapter, a heading, and at the very beginning."""
        self._chapter: Chapter | None = None
        self._scene: Scene | None = None
        """The chapter and the scene that have not opened yet."""
        self._opened = 0
        self._has_chapters = any(chapter.title for chapter in script.chapters)

    def _begin(self, script: Script) -> bool:
        """Start the opening music: the script's own, where it begins with some; returns whether there is any."""
        first = next((item for item in script.items if not (isinstance(item, Line) and item.note("announce") == "title")), None)
        if isinstance(first, Cue) and first.kind == "music" and self._library.find(first):
            return self._own_music(first, 0)
        self._score.opening(next((mood_of(scene) for scene in script.scenes), "calm"))
        return self._score.plays

    # --- chapters and scenes ---

    def chapter(self, chapter: Chapter) -> None:
        """Another chapter begins."""
        self._chapter = chapter
        if self._opened:
            self._boundary = max(self._boundary, pacing.CHAPTER)

    def scene(self, scene: Scene) -> None:
        """Another scene begins; one in which nothing was heard leaves no pause behind."""
        if self._opened:
            self._boundary = max(self._boundary, pacing.SCENE)
        self._scene = scene

    def _open(self, start: int) -> None:
        """What waits opens, its first sound being at `start`."""
        if mark := self._mark():
            self._markers.append(Marker(title=mark, start=max(0, start - _frames(MARKED_BEFORE))))
        self._chapter = None
        if self._scene is not None:
            change = (self._clock + start) // 2 if self._opened else max(0, start - _frames(BEFORE_OPENING))
            self._foley.close_scene(change)
            self._score.scene(change, mood_of(self._scene))
            self._come_forward(start)
            self._opened += 1
        self._scene = None

    def _mark(self) -> str:
        """What the chapter that opens is called; in a script without chapters, the scene. Empty when neither opens."""
        if self._has_chapters:
            return self._chapter.title if self._chapter else ""
        return (self._scene.heading or f"Scene {self._opened + 1}") if self._scene else ""

    def _come_forward(self, start: int) -> None:
        """The music is in front from the clock to what begins at `start`."""
        stretch = Stretch(self._clock + _frames(SETTLED[0]) if self._clock else 0, start - _frames(SETTLED[1]))
        if stretch.end - stretch.start >= _frames(WORTH_COMING):
            self._forward.append(stretch)

    # --- items ---

    def item(self, item: Item) -> None:
        """Whatever comes next in the script."""
        if isinstance(item, Line):
            clip = self._clips.get(item)
            if clip is not None:
                self._line(item, clip)
        elif isinstance(item, Cue):
            {"sound": self._sound, "ambience": self._ambience, "music": self._music, "pause": self._wait}[item.kind](item)

    def _line(self, line: Line, clip: Clip) -> None:
        announced = line.note("announce")
        start = self._start(line)
        if announced == "title":
            self._come_forward(start)
        else:
            self._open(start)
        placed = self._placed(line, clip, start)
        self._voices.append(placed)
        self._clock, self._before = max(self._clock, placed.end), placed
        self._pause = pacing.seconds(line.note("pause") or "")
        self._boundary = {"title": pacing.AFTER_TITLE, "chapter": pacing.AFTER_HEADING}.get(announced or "", 0.0)

    def _placed(self, line: Line, clip: Clip, start: int) -> Placed:
        return Placed(
            clip=clip,
            line=line,
            start=start,
            gain_db=self._balance.gain_db(line, clip),
            pan=pan_of(line, self._places, self._cast),
            effect=effect_of(line, self._cast),
            frames=clip.frames,
        )

    def _start(self, line: Line) -> int:
        """The frame at which the line begins; a line that it interrupts learns so."""
        before = self._before
        if self._pause is not None:
            return self._clock + _frames(max(self._pause, self._boundary))
        if before is None or self._boundary:
            return self._clock + _frames(self._boundary or AROUND_SOUND)
        if line.dual:
            return before.start
        if before.line.is_cut_off_by(line):
            return self._break_in(before, line)
        return self._clock + _frames(pacing.gap(before.line, line))

    def _break_in(self, before: Placed, line: Line) -> int:
        overlapped = _frames(pacing.overlap(before.line, line, before.frames / SAMPLE_RATE))
        self._voices[-1] = replace(before, overlapped=overlapped)
        return before.end - overlapped

    # --- cues ---

    def _next(self) -> int:
        """Where a cue that takes part in the story's time begins; what waits opens there."""
        start = self._clock + _frames(max(self._pause or 0.0, self._boundary, AROUND_SOUND))
        self._open(start)
        return start

    def _moved(self, clock: int) -> None:
        """The story goes on from `clock`."""
        self._clock, self._before, self._pause, self._boundary = max(self._clock, clock), None, None, 0.0

    def _sound(self, cue: Cue) -> None:
        options = options_of(cue)
        if options.stop or self._library.find(cue) is None:
            self._foley.sound(cue, self._clock)
            return
        placed = self._foley.sound(cue, self._next())
        if placed and not options.under:
            whole = not placed.loop and placed.frames < _frames(SHORT_SOUND)
            self._moved(placed.start + (placed.frames if whole else _frames(HEARD_ALONE)))

    def _ambience(self, cue: Cue) -> None:
        self._foley.ambience(cue, self._change())

    def _change(self) -> int:
        """Where something changes that takes no time: now, or in the middle of the pause before what comes next."""
        if self._scene is None:
            return self._clock
        start = self._clock + _frames(max(self._pause or 0.0, self._boundary))
        at = (self._clock + start) // 2 if self._opened else max(0, start - _frames(BEFORE_OPENING))
        self._open(start)
        return at

    def _music(self, cue: Cue) -> None:
        options, at = options_of(cue), self._change()
        mood = mood_asked(cue)
        if options.stop:
            self._score.cue(at, None, gain_db=0.0, loop=False, fade=options.fade)
        elif self._library.find(cue) is None and mood:
            self._score.mood(at, mood)
        elif self._own_music(cue, at) and not options.under:
            self._boundary = max(self._boundary, MUSIC_ALONE)
            self._come_forward(self._clock + _frames(self._boundary))

    def _own_music(self, cue: Cue, at: int) -> bool:
        """Play the user's file from `at`; whether there is one."""
        options = options_of(cue)
        track = self._library.track(cue, loop=options.loop)
        if track is None:
            return False
        lasting = options.loop or track.frames >= _frames(STING)
        self._score.cue(at, track, gain_db=options.gain_db, loop=lasting, fade=options.fade)
        return True

    def _wait(self, cue: Cue) -> None:
        length = pacing.seconds(cue.text)
        if length is None:
            length = UNREADABLE_PAUSE
            self._listen(
                Warned(
                    message=f"the pause {cue.text!r} has no length: {length:g} s is taken",
                    where=str(cue.where or ""),
                    hint="write it as PAUSE: 1.5s",
                )
            )
        self._pause = (self._pause or 0.0) + length

    # --- the whole ---

    def timeline(self) -> Timeline:
        """Everything in its place."""
        beds, frames = self._score.finish(self._clock)
        self._forward.append(Stretch(self._clock + _frames(SETTLED[0]), frames))
        return Timeline(
            voices=tuple(sorted(self._voices, key=lambda placed: placed.start)),
            sounds=self._foley.finish(frames),
            beds=beds,
            markers=_from_the_beginning(self._markers),
            frames=frames,
            forward=_apart(self._forward),
            duck_db=self._cast.music.duck_db,
            seed=self._score.seed,
        )


def _apart(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    """In order, those that touch made one."""
    apart: list[Stretch] = []
    for stretch in sorted(stretches):
        if apart and stretch.start <= apart[-1].end:
            apart[-1] = Stretch(apart[-1].start, max(apart[-1].end, stretch.end))
        else:
            apart.append(stretch)
    return tuple(apart)


def _from_the_beginning(markers: list[Marker]) -> tuple[Marker, ...]:
    """The first chapter holds what comes before it, the theme and the title: no part of the file is without a chapter."""
    return (replace(markers[0], start=0), *markers[1:]) if markers else ()


def _frames(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
