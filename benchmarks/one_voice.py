"""How many people one voice makes: `python benchmarks/one_voice.py ENGINE VOICE`.

The voice says three sentences in several sizes and pitches. For each: DNSMOS, overall and P.808, from 1 to 5 (`pip install
speechmos`); the middle of its pitch; and how like those above it is to a speaker model (`likeness.py` says what that needs).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
from likeness import RATE, embedded, said
from melody import pitches
from resemblyzer import VoiceEncoder
from speechmos import dnsmos

from audiodrama.audio.samples import Samples, resample
from audiodrama.plugins import load_engine

SIZES = ((1, 0), (0.8, 0), (0.86, 0), (0.92, 0), (1.08, 0), (1.16, 0), (1.25, 0))
PITCHES = ((1, -4), (1, -2), (1, 2), (1, 4))
BOTH = ((1.16, -1), (0.86, 1), (1.2, -2.5), (0.83, 2.5), (1.25, -4), (1.12, 1.5), (0.89, -1.5))
MOS_RATE = 16_000


def main(engine_name: str, voice: str) -> None:
    """One row for each size and pitch."""
    engine = load_engine(engine_name)
    encoder, speaker = VoiceEncoder("cpu", verbose=False), engine.open()
    vectors: list[np.ndarray] = []
    for size, pitch in (*SIZES, *PITCHES, *BOTH):
        clips = said(engine, speaker, voice, size, pitch)
        vectors.append(embedded(encoder, clips))
        overall, p808 = quality(clips)
        hertz = 2 ** (np.median(np.concatenate([pitches(clip, RATE) for clip in clips])) / 12)
        likeness = " ".join(f"{vectors[-1] @ other:.2f}" for other in vectors[:-1])
        print(f"{size:.2f} {pitch:+.1f}  {overall:.2f} {p808:.2f}  {hertz:.0f} Hz  {likeness}", flush=True)


def quality(clips: Sequence[Samples]) -> tuple[float, float]:
    """DNSMOS, overall and P.808, the clips' mean."""
    heard = [dnsmos.run(resample(clip, RATE, MOS_RATE).astype(np.float32).clip(-1, 1), sr=MOS_RATE) for clip in clips]
    return tuple(float(np.mean([one[scale] for one in heard])) for scale in ("ovrl_mos", "p808_mos"))


if __name__ == "__main__":
    main(*sys.argv[1:])
