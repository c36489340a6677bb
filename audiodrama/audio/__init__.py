"""Samples: reading, resampling, edges, loudness and the limiter, which speech, mix and master share.

Arrays are float32, full scale 1.0, of shape (frames,) for one channel or (frames, channels).
"""
