"""An ONNX model changed as the bytes that it is, so that no library for graphs is needed.

A model is a protobuf message, and such a message is extended by appending to it: its parts are merged.
"""

from __future__ import annotations

from typing import Final

_GRAPH: Final = 7
"""The field of a model."""
_INPUT, _OUTPUT = 11, 12
"""Fields of a graph."""
_FLOAT: Final = 1
"""A type of a tensor."""


class UnknownModelError(ValueError):
    """The model is built otherwise."""


def extended(model: bytes, graph: bytes) -> bytes:
    """The model with more fields of its graph."""
    return model + field(_GRAPH, graph)


def with_output(model: bytes, name: str) -> bytes:
    """The model that also answers with what one of its nodes puts out; as it is, where it does so already.

    Raises:
        UnknownModelError: no node has that output.
    """
    if model.count(node_output(name)) != 1:
        raise UnknownModelError(f"the model has no {name}")
    wanted = field(_OUTPUT, text(1, name))
    return model if wanted in model else extended(model, wanted)


def node_output(name: str) -> bytes:
    """The name as it stands in the node that makes it."""
    return text(2, name)


def float_input(name: str, *dimensions: bytes) -> bytes:
    """An input of a graph, floats; each dimension is a `number(1, SIZE)` or a `text(2, NAME)`."""
    shape = b"".join(field(1, dimension) for dimension in dimensions)
    return field(_INPUT, text(1, name) + field(2, field(1, number(1, _FLOAT) + field(2, shape))))


def text(field_number: int, value: str) -> bytes:
    """A field that holds ASCII."""
    return field(field_number, value.encode("ascii"))


def field(field_number: int, data: bytes) -> bytes:
    """A field that holds bytes, or a message."""
    return _varint(field_number << 3 | 2) + _varint(len(data)) + data


def number(field_number: int, value: int) -> bytes:
    """A field that holds an integer, 0 or more."""
    return _varint(field_number << 3) + _varint(value)


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    return bytes([value]) if value < 0x80 else bytes([value & 0x7F | 0x80]) + _varint(value >> 7)
