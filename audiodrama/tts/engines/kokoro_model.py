"""Kokoro's model with its melody opened: how long each phoneme is, how high, how strong, and how far the pitch moves.

The model works all this out between its text and its voice, but takes only a speed. Here nodes are added to its graph where
the three curves pass, so that the voice itself speaks longer, higher or stronger; nothing is done to the sound afterwards.
Where nothing is asked for, the sound is that of the published model, bit for bit.

The file stays as it was published. A curve is taken up by giving the node that makes it another name of the same length for it.
"""

from __future__ import annotations

import struct
from typing import Final

from audiodrama.tts.engines.onnx_bytes import UnknownModelError, extended, field, float_input, node_output, number, text

_LENGTHS: Final = ("/encoder/Div_output_0", "/encoder/Div_output_X")
_PITCHES: Final = ("/encoder/Squeeze_output_0", "/encoder/Squeeze_output_X")
_ENERGIES: Final = ("/encoder/Squeeze_1_output_0", "/encoder/Squeeze_1_output_X")
"""The curves: the name by which the model goes on with each, and the one that it now has before our nodes. Lengths are
frames of 25 ms for each phoneme; pitches in Hz and energies stand twice a frame."""
_FRAMES_OF_PHONEMES: Final = "/encoder/Cast_4_output_0"
"""Which frames are each phoneme's, shape (phonemes, frames) of 0 and 1."""
_ROW: Final = "/encoder/Constant_20_output_0"
"""The shape (1, -1)."""
_VOICED_HZ: Final = 40.0
"""The model's pitch is below it where there is no voice."""

_NODE, _CONSTANT = 1, 5
"""Fields of an ONNX graph."""
_FLOAT, _INT64 = 1, 7
"""Types of an ONNX tensor."""
_INTEGER_ATTRIBUTE: Final = 2


def opened(model: bytes) -> bytes:
    """The ONNX model with four more inputs, floats.

    `length`, `pitch` and `energy`, shape (1, tokens), are the ratio of each token's length, the ratio of its pitch, and what is
    added to its energy, in nepers or so. `melody`, shape (1,), is added to how far the pitch moves about its middle: −1 is a
    monotone, 0 the voice's own melody.

    Raises:
        UnknownModelError: it is another model.
    """
    for name, before in (_LENGTHS, _PITCHES, _ENERGIES):
        model = _renamed(model, name, before)
    return extended(model, _inputs() + _nodes())


def _renamed(model: bytes, name: str, to: str) -> bytes:
    """With the output of one node renamed, and not the inputs of those that follow."""
    if model.count(node_output(name)) != 1:
        raise UnknownModelError(f"the model has no {name}")
    return model.replace(node_output(name), node_output(to))


def _inputs() -> bytes:
    by_token = b"".join(_input(name, "sequence_length") for name in ("length", "pitch", "energy"))
    constants = (
        _constant("last_axis", _INT64, struct.pack("<q", 2)),
        _constant("voiced", _FLOAT, struct.pack("<f", _VOICED_HZ)),
    )
    return by_token + _input("melody") + b"".join(constants) + _constant("one", _FLOAT, struct.pack("<f", 1.0))


def _nodes() -> bytes:
    return b"".join(
        (
            _node("Mul", (_LENGTHS[1], "length"), _LENGTHS[0]),
            *_by_frame("energy"),
            _node("Add", (_ENERGIES[1], "energy_row"), _ENERGIES[0]),
            *_centred(),
            _node("Mul", ("from_centre", "melody"), "further"),
            _node("Add", (_PITCHES[1], "further"), "moved"),
            *_by_frame("pitch"),
            _node("Mul", ("moved", "pitch_row"), _PITCHES[0]),
        )
    )


def _by_frame(name: str) -> tuple[bytes, ...]:
    """From (1, tokens) to (1, 2 * frames), as NAME_row."""
    return (
        _node("MatMul", (name, _FRAMES_OF_PHONEMES), f"{name}_frames"),
        _node("Unsqueeze", (f"{name}_frames", "last_axis"), f"{name}_column"),
        _node("Concat", (f"{name}_column", f"{name}_column"), f"{name}_twice", axis=2),
        _node("Reshape", (f"{name}_twice", _ROW), f"{name}_row"),
    )


def _centred() -> tuple[bytes, ...]:
    """How far the pitch is from its mean over what is voiced; 0 where there is no voice."""
    return (
        _node("Greater", (_PITCHES[1], "voiced"), "is_voiced"),
        _node("Cast", ("is_voiced",), "voice", to=_FLOAT),
        _node("Mul", (_PITCHES[1], "voice"), "voiced_pitch"),
        _node("ReduceSum", ("voiced_pitch",), "sum_of_pitch"),
        _node("ReduceSum", ("voice",), "sum_of_voice"),
        _node("Max", ("sum_of_voice", "one"), "voiced_frames"),
        _node("Div", ("sum_of_pitch", "voiced_frames"), "centre"),
        _node("Sub", (_PITCHES[1], "centre"), "off_centre"),
        _node("Mul", ("off_centre", "voice"), "from_centre"),
    )


def _node(kind: str, inputs: tuple[str, ...], output: str, **attributes: int) -> bytes:
    written = b"".join(
        field(5, text(1, name) + number(3, value) + number(20, _INTEGER_ATTRIBUTE)) for name, value in attributes.items()
    )
    return field(_NODE, b"".join(text(1, name) for name in inputs) + node_output(output) + text(4, kind) + written)


def _input(name: str, *dimensions: str) -> bytes:
    """Floats, shape (1, *dimensions)."""
    return float_input(name, number(1, 1), *(text(2, dimension) for dimension in dimensions))


def _constant(name: str, kind: int, data: bytes) -> bytes:
    """One number, shape (1,)."""
    return field(_CONSTANT, number(1, 1) + number(2, kind) + text(8, name) + field(9, data))
