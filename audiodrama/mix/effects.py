"""How a voice sounds through a room or a device, computed for one clip at a time.

A room is a decaying noise that the voice is convolved with (two independent ears); a device is a band and a bent waveform.
Each leaves the voice about as loud as it was, but for `distant`. Recipes and speeds: 120 to 2000 times real time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audiodrama.audio.filters import band_pass, convolved, filtered, low_pass
from audiodrama.audio.samples import db_to_gain
from audiodrama.model import SAMPLE_RATE, Effect

Samples = NDArray[np.float32]

PRE_DELAY: Final = 0.012
"""Seconds before a room answers: keeps consonants clear."""
SPEECH_RMS: Final = 0.1
"""The level at which devices bend the waveform as intended (-20 dBFS)."""
RADIO_HISS: Final = 0.035
"""Hiss under a radio voice, as a share of the voice's RMS (-29 dB)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a room adds."""

    decay: float
    """RT60, seconds; also how long it rings on."""
    wet: float
    """Its level against the dry voice, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What a loudspeaker does."""

    band: tuple[float, float]
    """Hz."""
    drive: float
    """How hard the waveform is bent."""
    hiss: float = 0.0


ROOMS: Final[dict[Effect, Room]] = {
    "room": Room(decay=0.35, wet=0.40),
    "hall": Room(decay=1.2, wet=0.45),
    "thought": Room(decay=0.9, wet=0.40),
    "distant": Room(decay=1.0, wet=0.90),
}
DEVICES: Final[dict[Effect, Device]] = {
    "phone": Device(band=(300.0, 3400.0), drive=3.0),
    "radio": Device(band=(500.0, 5000.0), drive=4.0, hiss=RADIO_HISS),
}
MUFFLED_ABOVE: Final[dict[Effect, float]] = {"thought": 6000.0, "distant": 3500.0}
"""Hz of a first-order low-pass: air and walls take the highs first."""
GAIN_DB: Final[dict[Effect, float]] = {"distant": -6.0}


def tail(effect: Effect) -> int:
    """Frames that ring on after the clip's end."""
    return round(ROOMS[effect].decay * SAMPLE_RATE) if effect in ROOMS else 0


def placed_in_space(voice: Samples, effect: Effect, pan: float) -> Samples:
    """The mono clip (n,) as stereo (n + tail, 2)."""
    dry = _coloured(voice, effect)
    if effect not in ROOMS:
        return panned(dry, pan)
    room = ROOMS[effect]
    stereo = np.zeros((len(voice) + tail(effect), 2), np.float32)
    stereo[: len(voice)] = panned(dry, pan)
    stereo += room.wet * _reverberation(dry, room.decay, len(stereo))
    return stereo / np.float32(np.hypot(1.0, room.wet))


def panned(mono: Samples, pan: float) -> Samples:
    """Equal power, the centre compensated: a centred voice has gain 1 in both ears."""
    left, right = pan_gains(pan)
    return np.stack((mono * left, mono * right), axis=1)


def pan_gains(pan: float) -> tuple[np.float32, np.float32]:
    """Gains of the left and the right ear."""
    angle = (min(max(pan, -1.0), 1.0) + 1) * np.pi / 4
    return np.float32(np.sqrt(2) * np.cos(angle)), np.float32(np.sqrt(2) * np.sin(angle))


def _coloured(voice: Samples, effect: Effect) -> Samples:
    gain = np.float32(db_to_gain(GAIN_DB.get(effect, 0.0)))
    if effect in DEVICES:
        return _as_loud_as(voice, _through(voice, DEVICES[effect]))
    if effect in MUFFLED_ABOVE:
        muffle = low_pass(1, MUFFLED_ABOVE[effect], SAMPLE_RATE)
        return _as_loud_as(voice, filtered(voice, muffle, SAMPLE_RATE)) * gain
    return voice


def _through(voice: Samples, device: Device) -> Samples:
    level = _rms(voice)
    band = band_pass(4, device.band, SAMPLE_RATE)
    narrow = filtered(voice * np.float32(SPEECH_RMS / max(level, 1e-6)), band, SAMPLE_RATE)
    bent = np.tanh(device.drive * narrow) / device.drive
    if device.hiss:
        bent += device.hiss * SPEECH_RMS * _squelched_noise(len(voice))
    return np.asarray(bent, np.float32)


def _squelched_noise(frames: int) -> Samples:
    """Unit noise that opens and closes within 20 ms."""
    noise = np.random.default_rng(frames).standard_normal(frames, np.float32)
    ramp = np.minimum(np.arange(frames, dtype=np.float32) / (0.02 * SAMPLE_RATE), 1)
    return np.asarray(noise * ramp * ramp[::-1], np.float32)


def _as_loud_as(voice: Samples, changed: NDArray[np.floating]) -> Samples:
    return np.asarray(changed * (_rms(voice) / max(_rms(changed), 1e-9)), np.float32)


def _rms(samples: NDArray[np.floating]) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if len(samples) else 0.0


def _reverberation(dry: Samples, decay: float, frames: int) -> Samples:
    response = _response(decay)
    ears = [convolved(dry, response[:, ear])[:frames] for ear in (0, 1)]
    wet = np.stack(ears, axis=1).astype(np.float32)
    fade = min(len(wet), round(0.05 * SAMPLE_RATE))
    wet[len(wet) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)[:, None]
    return np.concatenate((wet, np.zeros((frames - len(wet), 2), np.float32)))


@cache
def _response(decay: float) -> Samples:
    """A room's answer to a click, (decay + pre-delay, 2), unit energy in each ear; the same in every run."""
    noise = np.random.default_rng(round(decay * 1000)).standard_normal((round(decay * SAMPLE_RATE), 2))
    seconds = np.arange(len(noise)) / SAMPLE_RATE
    band = band_pass(1, (120.0, 6000.0), SAMPLE_RATE)
    ringing = filtered(noise * 10 ** (-3 * seconds / decay)[:, None], band, SAMPLE_RATE)
    ringing /= np.sqrt(np.sum(ringing**2, axis=0))
    silence = np.zeros((round(PRE_DELAY * SAMPLE_RATE), 2))
    return np.concatenate((silence, ringing)).astype(np.float32)
