"""How unlike the people of one scene sound: `python benchmarks/casting.py ENGINE STORY…`.

Each story is annotated and cast with the engine's voices from nothing. Printed for each: how many pairs of characters share a
scene, their mean and worst likeness (0 to 1, as a speaker model measured the voices), the same weighted by how often the two
answer one another, the worst likeness to the narrator, and the mean quality of what is heard, by words.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from audiodrama.annotate import annotate, describe
from audiodrama.cast.auto import choose
from audiodrama.cast.likeness import kept, likeness
from audiodrama.cast.meetings import is_narrator, meetings
from audiodrama.model import Cast, Delivery, Voice
from audiodrama.plugins import load_engine
from audiodrama.story import read_story

Heard = tuple[Voice, Delivery]


def main() -> None:
    """Cast the stories that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine")
    parser.add_argument("stories", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true", help="print each cast")
    options = parser.parse_args()
    voices = {voice.name: voice for voice in load_engine(options.engine).voices()}
    rows = [measured(story, options.engine, voices, show=options.show) for story in options.stories]
    print("pairs  mean  worst  answering  narrator  quality")
    for story, row in zip(options.stories, rows, strict=True):
        print("{:5.0f}  {:.2f}   {:.2f}       {:.2f}      {:.2f}     {:.3f}".format(*row), story)
    pairs = sum(row[0] for row in rows)
    mean = sum(row[0] * row[1] for row in rows) / pairs
    print(f"{pairs:.0f} pairs: mean {mean:.3f}, worst {max(row[2] for row in rows):.2f}")


def measured(path: Path, engine: str, voices: dict[str, Voice], *, show: bool) -> tuple[float, ...]:
    """One row of figures."""
    script = annotate(read_story(path.read_bytes(), name=str(path)), Cast())
    choices = choose(script, describe(script), Cast(), engine, list(voices.values()))
    heard = {choice.role.name: (voices[choice.role.voices[engine]], choice.role.delivery) for choice in choices}
    if show:
        for choice in choices:
            print(f"  {choice.role.name}: {choice.role.voices[engine]} {choice.role.delivery} {choice.reason}")
    met = meetings(script, Cast())
    pairs = {tuple(sorted(pair)): count for pair, count in met.scenes.items() if not any(map(is_narrator, pair))}
    alike = {pair: alikeness(heard[pair[0]], heard[pair[1]]) for pair in pairs}
    turns = {pair: met.turns.get(frozenset(pair), 0) for pair in pairs}
    others = [name for name in heard if not is_narrator(name) and name != met.teller]
    narrator = [alikeness(heard["NARRATOR"], heard[name]) for name in others]
    words = sum(met.words.values())
    return (
        len(pairs),
        sum(alike.values()) / max(1, len(alike)),
        max(alike.values(), default=0.0),
        sum(alike[pair] * turns[pair] for pair in pairs) / max(1, sum(turns.values())),
        max(narrator, default=0.0),
        sum(count * heard[name][0].quality for name, count in met.words.items() if name in heard) / max(1, words),
    )


def alikeness(one: Heard, other: Heard) -> float:
    """Of two speakers as they are heard."""
    return likeness(one[0], other[0]) * kept(one[1], other[1])


if __name__ == "__main__":
    main()
