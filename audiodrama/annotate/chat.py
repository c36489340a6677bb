"""Written messages: lines behind the name of who wrote them (`Ada: hello`, `<ada_99> hi`, `[10:31] Ada: hi`).

A word and a colon begin many other lines: of a recipe, a diary, a list of roles, the head of an e-mail. So a line is a message
only on evidence: lines in a run, a label that comes again, the name of somebody in the story, words that speak to somebody, a
time of day, a phone that has just buzzed. A label that has been proven in a run may then stand alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from audiodrama.annotate.firstnames import gender_of
from audiodrama.annotate.lexicon import KIN, LINKING, MOVED, NOT_NAMES, NOUNS, PLACE_PREPOSITIONS, SAID, TITLES, words
from audiodrama.annotate.quotes import Quote
from audiodrama.model import Paragraph

REACH: Final = 3
"""Paragraphs from one message of a run to the next; all that stand between them are narration."""
ENOUGH: Final = 3
"""Kinds of evidence that make a run of labelled lines a chat where its labels name nobody known; where they do, one will do."""
AGAIN: Final = 3
"""Lines of a run beyond the first of each label: now the labels come again and again."""
LONGEST_LABEL: Final = 3
"""Words of a label, linking words (de, von) and titles not counted."""
LONGEST_ODD: Final = 4
"""Words of a label that is no name."""
WIDTHS: Final = range(40, 111)
"""Characters of the widest line of a text that is wrapped, so that a message may go on in the next line."""
LONGEST_PLACE: Final = 10
"""Characters of a preposition and the space behind it."""
NEAR: Final = 2
"""Paragraphs before a message in which a phone may have buzzed."""

_EMOJI: Final = "\u200d\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"
_DECORATION: Final = re.compile(rf"[{_EMOJI}@~]+")
_HOUR: Final = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_TIME: Final = rf"(?:(?:\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}|[Tt]oday|[Yy]esterday),?\s(?:at\s)?)?{_HOUR}"
_STAMP: Final = rf"[\[(]?{_TIME}[\])]?"
_LABEL: Final = rf"[{_EMOJI}@~]*[^\W_](?:[\w .'’&-]|[{_EMOJI}]){{0,30}}?"
_LINE: Final = re.compile(
    rf"""[ \t]*(?P<wrap>\*\*|[*_](?=[^*_]*[*_]$))?(?P<message>(?P<before>{_STAMP}[.,]?[ \t]+(?:[-–—|][ \t]+)?)?
    (?:<(?P<angled>[@~_]*{_LABEL})>:?
    |(?P<mark>\*{{1,3}}|_{{1,2}})(?P<marked>{_LABEL})(?:,?[ ]{_STAMP})?(?::(?P=mark)|(?P=mark)(?:,?[ ]{_STAMP})?:)
    |(?P<plain>{_LABEL})(?P<behind>,?[ ]{_STAMP})?:)[ \t]+)(?P<text>\S.*)""",
    re.VERBOSE,
)
_HEAD: Final = re.compile(
    rf"[ \t]*(?P<mark>[*_]{{0,3}})(?P<way>From|To):(?P=mark)[ \t]+(?P<name>[@~_]*{_LABEL})[ \t]*(?:\n|$)", re.IGNORECASE
)
_LETTER_HEAD: Final = re.compile(r"^\W*(?:from|to|subject|date|sent|b?cc|re)\b[^\n:]{0,10}:", re.IGNORECASE | re.MULTILINE)
_QUOTE_MARKS: Final = re.compile(r"[“\"«„‘](?P<inside>[^“”\"«»„]+)[”\"»’]")
_OPENING_MARK: Final = re.compile(r"[“\"«„]")
_HANDLE: Final = re.compile(r"\S*(?:[^\W_]_|_[^\W_]|[^\W\d_]\d)\S*")
SPEAKING: Final = re.compile(
    r"\b(?:I|you|u|ur|your|yours|me|my|mine|we|us|our|let[’']s|lol|omg|haha|thx|pls)\b|[’'](?:m|ll|ve|re)\b|[?!]"
    rf"|\A(?:hi|hey|hello|yes|yeah|yep|no|nope|ok|okay|thanks|thank|please|sorry|congrats|bye)\b|[{_EMOJI}]",
    re.IGNORECASE,
)
"""Words that are said to somebody."""
_SCREENS: Final = re.compile(
    r"\b(?:(?:group )?chat|text(?:s|ed|ing)?|messag(?:e|es|ed|ing)|phones?|mobile|typ(?:es|ed|ing)|screens?|server|channel"
    r"|inbox|DMs?|notifications?|Discord|Slack|WhatsApp|Signal|Telegram|Messenger)\b"
)
_CLOCK: Final = re.compile(_HOUR)
_SMALL: Final = re.compile(r"\b[a-zà-ÿ][\w’'-]*")
_SAY: Final = "|".join(sorted(SAID))
_ACT: Final = "|".join(sorted(SAID | MOVED))
_ACTS: Final = re.compile(rf"\b(?:(?P<before>[A-Z][\w’-]+)\s(?:{_ACT})|(?:{_SAY})\s(?P<after>[A-Z][\w’-]+))\b")
_PLACED: Final = re.compile(rf"\b(?:{'|'.join(sorted(PLACE_PREPOSITIONS))})[ \n]$", re.IGNORECASE)
_HEADERS: Final = words(
    """
    subject re from to cc bcc date sent time times place location setting scene weather ingredients method notes warning caution
    danger result results question answer summary status title authors rating day days week month year hour minute step problem
    solution pros cons name names address phone telephone email fax price cost total age occupation height species class level
    type kind reason reasons rule rules lesson fact facts update edit ps moral option options verdict translation exterior
    interior cut fade ext int enter exit exeunt cast characters advantages disadvantages objective mission target findings
    conclusion evidence exhibit item items example symptoms diagnosis treatment cause effect definition synonym etymology
    origin pronunciation contents menu starter starters main mains dessert breakfast lunch dinner supper wanted lost found
    reward sale figure table fig page line verse refrain noun verb adjective pulse temperature pressure speed heading course
    position altitude monday tuesday wednesday thursday friday saturday sunday noon midnight dawn dusk mon tue wed thu fri
    sat sun spoiler disclaimer tags prompt words fandom pairing
    """
)
_NO_ODD: Final = _HEADERS | SAID | words("he she they we it i was is were are had has")
_SELF: Final = words("me you")


@dataclass(frozen=True, slots=True)
class _Message:
    """A line with a label; offsets in its paragraph."""

    paragraph: int
    label_start: int
    start: int
    end: int
    outer_end: int
    label: str
    said: str
    dated: bool = False
    """It tells the time of day."""
    user: bool = False
    """The label is written as only a chat program writes: in angle brackets, with emoji, a user name."""
    odd: bool = False
    """The label looks like nobody's name."""
    way: str = ""
    """`from` or `to`, where the label is the head of a text message."""

    @property
    def key(self) -> str:
        """The label, whoever wrote it small or with a heart."""
        return plain_label(self.label).casefold()


def find_chat(runs: Sequence[Sequence[Paragraph]]) -> dict[int, list[Quote]]:
    """The start of each paragraph that holds messages, with them; `runs` are the paragraphs of each scene."""
    labelled = [list(_messages(run)) for run in runs]
    if not any(labelled):
        return {}
    known = _Known(runs, labelled)
    chats = [set(known.find(messages, run)) for run, messages in zip(runs, labelled, strict=True)]
    proven = {message.key for chat in chats for message in chat}
    for messages, chat in zip(labelled, chats, strict=True):
        chat.update(message for message in messages if message.key in proven)
    odd = _odd_names(labelled, chats)
    quotes: dict[int, list[Quote]] = {}
    for run, messages, chat in zip(runs, labelled, chats, strict=True):
        for message in messages:
            if (message in chat or message.key in odd) and re.search(r"[^\W_]", message.said):
                start = run[message.paragraph].start
                quotes.setdefault(start, []).append(_quote(message, start))
    return quotes


def _odd_names(labelled: Sequence[Sequence[_Message]], chats: Sequence[set[_Message]]) -> set[str]:
    """Labels that are no names (`the goose is loose: hi`) but come again, and stand beside a message at least once."""
    times = Counter(message.key for messages in labelled for message in messages if message.odd)
    beside = (
        odd.key
        for messages, chat in zip(labelled, chats, strict=True)
        for one, other in pairwise(messages)
        for odd, firm in ((one, other), (other, one))
        if odd.odd and firm in chat and abs(odd.paragraph - firm.paragraph) <= 1
    )
    return {key for key in beside if times[key] > 1}


def _quote(message: _Message, at: int) -> Quote:
    quote = Quote(message.start + at, message.end + at, message.label_start + at, message.outer_end + at, form="chat")
    if message.way == "to":
        quote.to = plain_label(message.label)
    else:
        quote.label = plain_label(message.label)
    return quote


def plain_label(label: str) -> str:
    """The label without emoji and signs."""
    return " ".join(_DECORATION.sub(" ", label).split())


# --- lines ----------------------------------------------------------------------------------------------------------------


def _messages(run: Sequence[Paragraph]) -> Iterator[_Message]:
    width = max((len(line) for paragraph in run for line in paragraph.text.splitlines()), default=0)
    for number, paragraph in enumerate(run):
        if head := _HEAD.match(paragraph.text):
            yield from _headed(run, number, head)
        elif ":" in paragraph.text or "<" in paragraph.text:
            yield from _in_paragraph(paragraph.text, number, width)


def _headed(run: Sequence[Paragraph], number: int, head: re.Match[str]) -> Iterator[_Message]:
    """The message under `From: Ada` or `To: Ada`, in the same paragraph or, where it speaks to somebody, in the next."""
    text, start = run[number].text, head.end()
    if start == len(text) and number + 1 < len(run) and SPEAKING.search(run[number + 1].text):
        number, text, start = number + 1, run[number + 1].text, 0
    other = (
        _LETTER_HEAD.search(text, start) or _OPENING_MARK.search(text, start) or next(_in_paragraph(text[start:], 0, 0), None)
    )
    if not other and re.search(r"[^\W_]", text[start:]) and _may_name(plain_label(head["name"])):
        begin = start - len(head[0]) if start else 0
        end = len(text.rstrip())
        yield _Message(number, begin, start, end, end, head["name"], text[start:end], way=head["way"].lower())


def _in_paragraph(text: str, number: int, width: int) -> Iterator[_Message]:
    """A message to each labelled line, with the lines that a wrapped one goes on over."""
    found: re.Match[str] | None = None
    end = 0
    lines = [line.span() for line in re.finditer(r"[^\n]+", text)]
    for at, line in enumerate(lines):
        label, goes_on = _LINE.match(text, *line), at > 0 and _is_full(text, lines[at - 1], line, width)
        if goes_on and not (label and found):
            end = line[1]
            continue
        if found and (message := _message(text, found, end, number)):
            yield message
        found, end = label, line[1]
    if found and (message := _message(text, found, end, number)):
        yield message


def _is_full(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether the line could not have held the first word of the next."""
    first = len(text[slice(*following)].partition(" ")[0])
    return width in WIDTHS and line[1] - line[0] + 1 + first > width


def _message(text: str, found: re.Match[str], line_end: int, number: int) -> _Message | None:
    label = (found["angled"] or found["marked"] or found["plain"]).strip()
    name = plain_label(label)
    start, end = found.start("text"), len(text[:line_end].rstrip())
    outer_end = end
    if found["wrap"]:
        end = end - len(found["wrap"]) if text.endswith(found["wrap"], start, end) else start
    if quoted := _QUOTE_MARKS.fullmatch(text, start, end):
        start, end = quoted.span("inside")
    elif _OPENING_MARK.match(text, start):
        return None
    if start == end or not (_may_name(name) or _may_be_odd(name)):
        return None
    user = bool(found["angled"] or _DECORATION.search(label) or _HANDLE.fullmatch(label))
    dated = bool(found["before"] or _CLOCK.search(found["message"]))
    return _Message(
        number, found.start("message"), start, end, outer_end, label, text[start:end], dated, user, not _may_name(name)
    )


def _may_name(label: str) -> bool:
    """A user name, or a few words with capitals none of which heads a list, a letter or a page."""
    parts = [part.casefold().strip(".'’") for part in label.split()]
    if not re.search(r"[^\W\d_]", label) or not _HEADERS.isdisjoint(parts):
        return False
    if len(parts) == 1:
        return _is_name(parts[0])
    capitals = all(part[0].isupper() or part.isdigit() or part in LINKING for part in label.split())
    named = [part for part in parts if part not in LINKING and part not in TITLES and not part.isdigit()]
    return capitals and len(named) <= LONGEST_LABEL and all(map(_is_name, named))


def _may_be_odd(label: str) -> bool:
    parts = label.casefold().split()
    return bool(re.search(r"[^\W\d_]", label)) and len(parts) <= LONGEST_ODD and _NO_ODD.isdisjoint(parts)


def _is_name(word: str) -> bool:
    return word not in NOT_NAMES or bool(gender_of(word)) or word in KIN or word in _SELF


# --- evidence -------------------------------------------------------------------------------------------------------------


def _in_reach(messages: Sequence[_Message], reach: int) -> Iterator[list[_Message]]:
    """Runs of messages no further apart than `reach` paragraphs."""
    run: list[_Message] = []
    for message in (message for message in messages if not message.odd):
        if run and message.paragraph - run[-1].paragraph > reach:
            yield run
            run = []
        run.append(message)
    if run:
        yield run


class _Known:
    """What the story says of the words that stand as labels."""

    def __init__(self, runs: Sequence[Sequence[Paragraph]], labelled: Sequence[Sequence[_Message]]) -> None:
        self.acting: set[str] = set()
        self.small: set[str] = set()
        for run, messages in zip(runs, labelled, strict=True):
            written = {message.paragraph for message in messages}
            for number, paragraph in enumerate(run):
                if number not in written:
                    self._read(paragraph.text)

    def _read(self, text: str) -> None:
        self.small.update(_SMALL.findall(text))
        for found in _ACTS.finditer(text):
            if not _PLACED.search(text[max(0, found.start() - LONGEST_PLACE) : found.start()]):
                self.acting.add((found["after"] or found["before"]).casefold())

    def is_person(self, label: str) -> bool:
        """Somebody who acts or speaks in the story, a first name, a word for people, or the I."""
        parts = [part.casefold().strip(".") for part in plain_label(label).split()]
        known = any(part in self.acting and part not in NOT_NAMES for part in parts)
        return known or bool(gender_of(parts[0])) or parts[0] in NOUNS | TITLES | _SELF

    def find(self, messages: Sequence[_Message], run: Sequence[Paragraph]) -> Iterator[_Message]:
        """The lines of a scene that are messages for sure."""
        for reach in (1, REACH):
            for some in _in_reach(messages, reach):
                if self.chats(some, run):
                    yield from some
        yield from (message for message in messages if self.writes_alone(message, run))

    def chats(self, messages: Sequence[_Message], run: Sequence[Paragraph]) -> bool:
        """Whether a run of labelled lines is a chat."""
        if len(messages) < 2:
            return False
        if _in_capitals(messages):
            return True
        labels = Counter(message.key for message in messages)
        evidence = (
            3 * sum(bool(SPEAKING.search(message.said)) for message in messages) >= len(messages),
            max(labels.values()) > (1 if len(labels) > 1 else 2),
            len(messages) - len(labels) >= AGAIN,
            2 * sum(message.dated for message in messages) >= len(messages),
            _on_screen(messages[0], run),
        )
        persons = sum(message.user or self.is_person(message.label) for message in messages)
        if 2 * persons >= len(messages):
            return any(evidence)
        return sum(evidence) >= ENOUGH and self.small.isdisjoint(labels)

    def writes_alone(self, message: _Message, run: Sequence[Paragraph]) -> bool:
        """Whether a single line is a message: dated, or right after a phone has buzzed; and of a person."""
        if message.odd:
            return False
        person, on_screen = self.is_person(message.label), _on_screen(message, run)
        loose = message.said[0].islower() or message.said[-1].isalnum() or bool(SPEAKING.search(message.said))
        program = message.dated or message.user or bool(message.way)
        return (person and (program or (loose and on_screen))) or (program and on_screen)


def _in_capitals(messages: Sequence[_Message]) -> bool:
    close = all(after.paragraph - before.paragraph <= 1 for before, after in pairwise(messages))
    return close and all(message.label.isupper() and len(message.label) > 1 for message in messages)


def _on_screen(message: _Message, run: Sequence[Paragraph]) -> bool:
    """Whether the narration right before the message tells of a chat or a phone."""
    before = [paragraph.text for paragraph in run[max(0, message.paragraph - NEAR) : message.paragraph]]
    before.append(run[message.paragraph].text[: message.label_start])
    return any(_SCREENS.search(text) for text in before)
