"""A performance without its action: the paragraphs that say what is seen, and that no name stands above."""

from __future__ import annotations

from dataclasses import replace

from audiodrama.model import Item, Line, Note, Script
from audiodrama.script.reading import Place
from audiodrama.script.text import ScriptFile


def without_action(file: ScriptFile) -> Script:
    """The script with every paragraph of action skipped; what NARRATOR says under that name stays."""
    places = iter(file.places)
    return replace(
        file.script,
        chapters=tuple(
            replace(
                chapter,
                scenes=tuple(
                    replace(scene, items=tuple(_kept(item, next(places)) for item in scene.items)) for scene in chapter.scenes
                ),
            )
            for chapter in file.script.chapters
        ),
    )


def _kept(item: Item, place: Place) -> Item:
    if isinstance(item, Line) and item.kind == "narration" and place.name is None:
        return replace(item, notes=(*item.notes, Note("skip")))
    return item
