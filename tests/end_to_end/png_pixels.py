"""Which share of two PNG pictures differs; written here because Python has no reader of its own."""

import struct
import zlib

CHANNELS = {0: 1, 2: 3, 6: 4}  # by colour type, at 8 bits each


def rows(path):
    """Lines of pixels as bytes, and how many bytes a pixel has."""
    data, at, packed = path.read_bytes(), 8, b""
    while at < len(data):
        (length,) = struct.unpack(">I", data[at:at + 4])
        kind, body = data[at + 4:at + 8], data[at + 8:at + 8 + length]
        at += 12 + length
        if kind == b"IHDR":
            width, height, _, colour = struct.unpack(">IIBB", body[:10])
        if kind == b"IDAT":
            packed += body
    step = CHANNELS[colour]
    raw, line, out = zlib.decompress(packed), bytearray(width * step), []
    for y in range(height):
        begin = y * (width * step + 1)
        line = _unfiltered(raw[begin], bytearray(raw[begin + 1:begin + 1 + width * step]), line, step)
        out.append(line)
    return out, step


def _unfiltered(kind, line, above, step):
    for x in range(len(line) if kind else 0):
        left, corner = (line[x - step], above[x - step]) if x >= step else (0, 0)
        up = above[x]
        if kind == 4:  # Paeth
            guess = left + up - corner
            left = min((left, up, corner), key=lambda value: abs(guess - value))
        line[x] = (line[x] + (left, up, (left + up) >> 1, left)[kind - 1]) & 255
    return line


def difference(one, other):
    """0 for equal pictures, 1 for those that differ in every pixel or in size."""
    (first, step), (second, other_step) = rows(one), rows(other)
    if (len(first), len(first[0]), step) != (len(second), len(second[0]), other_step):
        return 1.0
    wrong = sum(a[x:x + step] != b[x:x + step] for a, b in zip(first, second) if a != b for x in range(0, len(a), step))
    return wrong / (len(first) * len(first[0]) / step)
