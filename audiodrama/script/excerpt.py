"""A part of a script, to be heard alone: its beginning, one scene, one role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from audiodrama.errors import InputError
from audiodrama.model import Chapter, Item, Line, Scene, Script


def beginning(script: Script, words: int) -> Script:
    """Up to the line in which so many words have been said; all of a script that has fewer."""
    left = words
    chapters = []
    for chapter in script.chapters:
        scenes = []
        for scene in chapter.scenes:
            items = tuple(_until(scene.items, left))
            left -= sum(_words(item) for item in items)
            scenes += [replace(scene, items=items)] if items else []
        chapters += [replace(chapter, scenes=tuple(scenes))] if scenes else []
    return replace(script, chapters=tuple(chapters))


def scene_alone(script: Script, number: int) -> Script:
    """The scene of that number, counted from 1 through all chapters, in its chapter.

    Raises:
        InputError: there is no such scene.
    """
    scenes = [(chapter, scene) for chapter in script.chapters for scene in chapter.scenes]
    if not 1 <= number <= len(scenes):
        there = f"its scenes are 1 to {len(scenes)}" if len(scenes) > 1 else "it has only one"
        raise InputError(f"the script has no scene {number}", hint=there)
    chapter, scene = scenes[number - 1]
    return replace(script, chapters=(replace(chapter, scenes=(scene,)),))


def role_alone(script: Script, speaker: str) -> Script:
    """The lines of one speaker, without cues."""
    return replace(script, chapters=tuple(_chapter_of(chapter, speaker) for chapter in script.chapters))


def _chapter_of(chapter: Chapter, speaker: str) -> Chapter:
    return replace(chapter, scenes=tuple(_scene_of(scene, speaker) for scene in chapter.scenes))


def _scene_of(scene: Scene, speaker: str) -> Scene:
    return replace(scene, items=tuple(item for item in scene.items if isinstance(item, Line) and item.speaker == speaker))


def _until(items: tuple[Item, ...], words: int) -> Iterator[Item]:
    """Items as long as words are left before them."""
    for item in items:
        if words <= 0:
            return
        yield item
        words -= _words(item)


def _words(item: Item) -> int:
    return len(item.text.split()) if isinstance(item, Line) and item.note("skip") is None else 0
