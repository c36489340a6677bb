"""Hypothesis strategies for scripts in the normal form that docs/reference/script.md states."""

import re

from hypothesis import strategies as st

from audiodrama.model import NARRATOR, Chapter, Cue, Evidence, Line, Note, Remark, Scene, Script

MARKUP = [
    "[[",
    "]]",
    "/*",
    "*/",
    "\\",
    "\\\\",
    "(",
    ")",
    "~",
    "!",
    "@",
    ".",
    ">",
    "<",
    "=",
    "#",
    "^",
    ",",
    "*",
    "_",
    " ",
    "\n",
    ":",
]
WORDS = [
    *["INT. ", "EXT. HOUSE", "SOUND:", "MUSIC: low", "PAUSE: 1s", "CUT TO:", "> OUT <", "= so", "# One", "===", ".45 calibre"],
    *[
        "[[pause: 1s]]",
        "[[+]]",
        "[[? rule 0.5]]",
        "STOP",
        "MARA",
        "NARRATOR",
        "Title: x",
        "(softly)",
        "(THOUGHT)",
        "no—",
        "’tis",
        "İß",
    ],
    *["the fog", "said Mara", "Émile", "\t", "\u00a0", "\u2028", "\x0b", "...", "…", "I", "NO!", "/ *", "! x", "a\\*b", "  "],
]
NAMES = [
    "MARA",
    "NO",
    "NARRATOR",
    "Narrator",
    "MUSIC",
    "../x",
    "McGregor",
    "K-R0T7",
    "MRS. O’NEIL",
    "BOB (V.O.)",
    "R2^",
    "李明",
    "@x",
    "I",
]


def _rows_trimmed(text):
    return "\n".join(row.rstrip() for row in text.split("\n")).strip()


def _no_blank_rows(text):
    return re.sub(r"\n\s*(?=\n)", "", text).strip()


pieces = st.one_of(
    st.sampled_from(MARKUP), st.sampled_from(WORDS), st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
)
raw = st.lists(pieces, max_size=7).map(lambda parts: "".join(parts).replace("\r", ""))
verse = raw.map(_no_blank_rows).filter(bool)
row = raw.map(lambda text: " ".join(text.split("\n")).strip())
word = row.filter(bool)
names = st.one_of(st.sampled_from(NAMES), word)
manners = st.lists(word, max_size=3).map(tuple)
extensions = word.map(lambda text: text.upper()).filter(
    lambda text: text == text.strip() and text not in ("THOUGHT", "SINGING")
)
notes = st.one_of(
    st.builds(Note, st.sampled_from(["pause"]), st.sampled_from(["0.8s", "120 ms", "2"])),
    st.builds(Note, st.sampled_from(["rate", "take"]), st.sampled_from(["1", "2"])),
    st.builds(Note, st.sampled_from(["pitch", "volume"]), st.sampled_from(["-1.5", "+3"])),
    st.builds(Note, st.sampled_from(["skip", "cut", "wait"]), st.just("")),
    st.builds(Note, st.just("voice"), word),
    st.builds(lambda said: Note("say", f"a = {said}".strip()), word),
    st.builds(Note, st.just("announce"), st.sampled_from(["title", "chapter"])),
)
evidence = st.none() | st.builds(Evidence, rule=st.just("turn-taking"), confidence=st.floats(0, 1))
common = {
    "text": verse,
    "manner": manners,
    "extension": st.just("") | extensions,
    "joined": st.booleans(),
    "dual": st.booleans(),
    "notes": st.lists(notes, max_size=2).map(tuple),
    "evidence": evidence,
}
plain_narration = st.builds(
    Line, kind=st.just("narration"), speaker=st.just(NARRATOR), text=verse, joined=st.booleans(), evidence=evidence
)
narration = st.builds(Line, kind=st.just("narration"), speaker=st.just(NARRATOR), **common)
spoken = st.builds(Line, kind=st.sampled_from(["speech", "thought", "song"]), speaker=names, **common)
cues = st.one_of(
    st.builds(Cue, kind=st.sampled_from(["sound", "music", "ambience"]), text=word, options=manners),
    st.builds(Cue, kind=st.just("pause"), text=st.sampled_from(["1.5s", "300 ms"])),
)
remarks = st.one_of(
    st.builds(Remark, text=raw.map(_rows_trimmed), form=st.sampled_from(["boneyard", "note"])),
    st.builds(Remark, text=row, form=st.sampled_from(["transition", "synopsis", "section", "centered"])),
)
items = st.one_of(plain_narration, narration, spoken, cues, remarks)
scenes = st.builds(Scene, heading=st.just("") | row, items=st.lists(items, max_size=4).map(tuple))
chapters = st.builds(Chapter, title=st.just("") | row, scenes=st.lists(scenes, max_size=3).map(tuple))
keys = st.one_of(st.sampled_from(["Format", "Source", "Author", "language", "Notes"]), word.filter(lambda key: ":" not in key))
values = st.one_of(row, verse.map(lambda text: "\n".join(line.strip() for line in text.split("\n"))))
scripts = st.builds(
    Script,
    title=row,
    author=row,
    language=st.sampled_from(["en", "en-GB", "de", ""]),
    chapters=st.lists(chapters, max_size=3).map(tuple),
    front=st.lists(st.tuples(keys, values), max_size=3).map(lambda entries: (("Format", "audiodrama 1"), *entries)),
)
st.register_type_strategy(Line, st.one_of(plain_narration, narration, spoken))
st.register_type_strategy(Remark, remarks)
st.register_type_strategy(Script, scripts)
