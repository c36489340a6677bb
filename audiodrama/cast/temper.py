"""Which voices suit a temper, as far as a machine can tell: a gruff man speaks low, a cheerful one moves his pitch.

By `benchmarks/tempers.py`, within each gender: gruff are the lowest voices, nervous the highest, cheerful those whose pitch
moves most, cold those whose pitch moves least, gentle the darkest, gloomy the low ones that move little. It is a leaning, not
a portrait.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from audiodrama.model import Temper, Voice

_SUITING: Final[Mapping[str, Mapping[Temper, str]]] = {
    "kokoro": {
        "gruff": "af_alloy af_nicole af_kore af_nova af_sky am_onyx am_echo bm_lewis am_michael",
        "nervous": "bf_alice af_jessica bf_isabella af_heart am_eric am_santa bm_george am_fenrir",
        "cheerful": "bf_alice af_kore af_sarah bf_lily af_heart am_santa bm_fable am_fenrir am_puck am_liam",
        "cold": "af_river af_nicole bf_emma af_nova bm_daniel am_adam bm_george am_echo",
        "gentle": "af_kore af_aoede af_bella af_alloy af_nova bm_george bm_daniel am_eric am_onyx",
        "gloomy": "af_nicole af_nova af_alloy am_echo bm_lewis bm_daniel",
    },
    "pyttsx3": {
        "gruff": "en-gb-scotland+f1 en+f4 en-029+shelby en-us+david en-us+announcer en-us+Storm en-gb-scotland+m8",
        "nervous": "en-us+anika en-gb-x-rp+Alicia en-us+Annie en-us+Nguyen en-us+ed en-gb-x-gbclan+Jacky",
        "cheerful": "en-029+shelby en-us+Annie en-gb-x-rp+grandma en-us+f3 en-us+Nguyen en-us+m7 en+kaukovalta en-us+ed",
        "cold": "en-us+steph3 en-gb-x-rp+belinda en-us+linda en-us+Andrea en-us+Gene2 en-us+Lee en-gb-x-rp+Andy",
        "gentle": "en-us+steph3 en-us+anika en-us+Andrea en-gb-scotland+m8 en-us+david en-us+iven3 en-gb-x-rp+gustave",
        "gloomy": "en-gb-scotland+f1 en+f4 en-us+steph3 en-gb-scotland+m8 en-us+Lee en-gb-x-rp+Andy en-gb-x-rp+victor",
    },
}


def suits(voice: Voice, temper: Temper) -> bool:
    """Whether there is nothing against it: also where no temper is known, or nothing of the engine's voices."""
    suiting = _SUITING.get(voice.engine, {})
    return temper not in suiting or voice.name.rpartition("/")[2] in suiting[temper].split()
