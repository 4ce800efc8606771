"""An independent implementation of the random streams and of the resampling tests that use them.

python resampling.py streams      (the literals of RandomStreamTests)
python resampling.py tests        (the literals of ResamplingTests)
python resampling.py intervals    (the literals of BootstrapIntervalsTests)
python resampling.py skewness     (the literals of SkewnessBootstrapTests)
python resampling.py blocks       (the literals of StationaryBootstrapTests)

The generators follow the authors' public-domain C programs at prng.di.unimi.it (splitmix64.c,
xoshiro256starstar.c). Made with Python 3.11, numpy 2.4.6, scipy 1.17.1.
"""

import math
import sys

import numpy as np
import scipy.stats
from scipy import special

MASK = (1 << 64) - 1


def splitmix64(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def rotl(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


def xoshiro256starstar(s):
    s = list(s)
    while True:
        yield (rotl((s[1] * 5) & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)


class Stream:
    """One substream of a seed."""

    def __init__(self, seed, substream=0, state=None):
        if state is None:
            filler = splitmix64((next(splitmix64(seed)) + substream) & MASK)
            state = [next(filler) for _ in range(4)]
        self.words = xoshiro256starstar(state)

    def bits(self):
        return next(self.words)

    def uniform(self):
        return (self.bits() >> 11) / 2**53

    def below(self, bound):
        limit = (2**64 - bound) % bound
        while True:
            product = self.bits() * bound
            if product & MASK >= limit:
                return product >> 64

    def normals(self):
        while True:
            x, y = 2 * self.uniform() - 1, 2 * self.uniform() - 1
            s = x * x + y * y
            if 0 < s < 1:
                f = math.sqrt(-2 * math.log(s) / s)
                yield f * x
                yield f * y


def gammas(stream, shape):
    """Marsaglia and Tsang (2000), as their paper has it; one stream gives both kinds of numbers."""
    normals = stream.normals()
    d = shape - 1 / 3
    c = 1 / math.sqrt(9 * d)
    while True:
        x = next(normals)
        if 1 + c * x <= 0:
            continue
        v = (1 + c * x) ** 3
        if math.log(1 - stream.uniform()) < x * x / 2 + d - d * v + d * math.log(v):
            yield d * v


def streams():
    print("splitmix64(1234567)", [next(w) for w in [splitmix64(1234567)] for _ in range(5)])
    print("xoshiro(1, 2, 3, 4)", [next(w) for w in [xoshiro256starstar([1, 2, 3, 4])] for _ in range(10)])
    for seed, substream in ((0, 0), (42, 0), (42, 1), (MASK, MASK)):
        stream = Stream(seed, substream)
        print((seed, substream), [stream.bits() for _ in range(4)])
    stream = Stream(42, 7)
    print("uniform", [stream.uniform() for _ in range(4)])
    stream = Stream(42, 8)
    print("below 6", [stream.below(6) for _ in range(20)])
    stream = Stream(42, 9)
    print("below 3 << 62", [stream.below(3 << 62) for _ in range(6)])
    normals = Stream(42, 10).normals()
    print("normal", [next(normals) for _ in range(5)])
    draws = gammas(Stream(42, 11), 1.5)
    print("gamma 1.5", [next(draws) for _ in range(12)])
    # The share of subsets of 8 of 60 values, 13 of them one and the others zero, that sum to at least 5.
    print("P(H >= 5)", scipy.stats.hypergeom(60, 13, 8).sf(4))


def noise(count):
    """The sequence of `noise` in Noise.swift."""
    state, values = 12345, []
    for _ in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values.append(state / 2**32 - 0.5)
    return np.array(values)


def sample():
    """Two columns over 60 events, the second without every seventh; clusters of uneven size."""
    values = noise(120).reshape(2, 60) + np.array([[0.07], [-0.11]])
    values[1, ::7] = np.nan
    return values, np.array([(i * i) % 17 for i in range(60)])


def bits(words, count):
    return np.array([(words[i // 64] >> (i % 64)) & 1 for i in range(count)])


def rademacher(stream, units):
    return 1.0 - 2 * bits([stream.bits() for _ in range(-(-units // 64))], units)


def mammen(stream, units):
    root = math.sqrt(5)
    # floor((sqrt 5 - 1) / (2 sqrt 5) 2^64) = floor((2^64 - 2^64 / sqrt 5) / 2), in integers.
    probability = (2**64 - math.isqrt(2**128 // 5) - 1) // 2
    words = []
    for _ in range(-(-units // 64)):
        # A lane draws digits until they differ from those of the probability.
        word, open_lanes = 0, set(range(64))
        for digit in range(63, -1, -1):
            if not open_lanes:
                break
            random, expected = stream.bits(), probability >> digit & 1
            for lane in list(open_lanes):
                drawn = random >> lane & 1
                if drawn != expected:
                    open_lanes.remove(lane)
                    word |= (1 << lane) if drawn < expected else 0
        words.append(word)
    return np.where(bits(words, units) == 1, (1 + root) / 2, (1 - root) / 2)


def webb(stream, units):
    points = [s * math.sqrt(m) for m in (0.5, 1, 1.5) for s in (1, -1)]
    codes = [stream.below(216) for _ in range(8 * -(-units // 24))]
    return np.array([points[codes[i // 3] // 6 ** (i % 3) % 6] for i in range(units)])


def t_statistic(y, groups):
    """Mean over its CR1 standard error; the plain one when every group has one member."""
    mean = y.mean()
    scores = np.bincount(groups, y - mean)[np.unique(groups)]
    g = len(scores)
    return mean / (math.sqrt(g / (g - 1) * (scores**2).sum()) / len(y))


def shares(drawn, observed):
    drawn, n = np.array(drawn), len(drawn) + 1
    slack = 1e-10
    return [
        (1 + (drawn <= observed + slack).sum()) / n,
        (1 + (drawn >= observed - slack).sum()) / n,
        (1 + (abs(drawn) >= abs(observed) - slack).sum()) / n,
    ]


def resampling_tests():
    values, clusters = sample()
    for name, groups in (("events", np.arange(60)), ("clusters", np.unique(clusters, return_inverse=True)[1])):
        units = groups.max() + 1
        for draw in (rademacher, mammen, webb):
            weights = [draw(Stream(99, b), units) for b in range(999)]
            for column in values:
                has = ~np.isnan(column)
                y, g = column[has], groups[has]
                t = t_statistic(y, g)
                stars = [t_statistic(v[g] * y, g) for v in weights]
                print(name, draw.__name__, [float(t)] + [float(p) for p in shares(stars, t)], max(map(abs, stars)))
                if draw is rademacher and name == "events":
                    means = [(v[g] * y).mean() for v in weights]
                    print("signflip", [float(p) for p in shares(means, y.mean())])
    # All signs, one by one.
    for y in ([0.5, 0.25, -0.25, 1, -2, 0.75], values[0][:12], [0.1, 0.2, 0.3], [1, -1, 1, -1]):
        n = len(y)
        sums = [sum(-x if s >> i & 1 else x for i, x in enumerate(y)) for s in range(2**n)]
        s = sum(y)
        print("exact", sum(x <= s + 1e-9 for x in sums), sum(x >= s - 1e-9 for x in sums),
              sum(abs(x) >= abs(s) - 1e-9 for x in sums), 2**n)


def intervals():
    values, clusters = sample()
    for name, groups in (("events", np.arange(60)), ("clusters", clusters)):
        for column in values:
            has = ~np.isnan(column)
            y, g = column[has], np.unique(groups[has], return_inverse=True)[1]
            members = [y[g == u] for u in range(g.max() + 1)]
            n = len(members)
            mean, means, ts = y.mean(), [], []
            se = mean / t_statistic(y, g)
            for b in range(999):
                stream = Stream(5, b)
                picks = [members[stream.below(n)] for _ in range(n)]
                star = np.concatenate(picks)
                labels = np.repeat(np.arange(n), [len(p) for p in picks])
                means.append(star.mean())
                ts.append((star.mean() - mean) / (star.mean() / t_statistic(star, labels)))
            means = np.array(means)
            z0 = special.ndtri(((means < mean - 1e-13).sum() + (means <= mean + 1e-13).sum()) / (2 * 999))
            jack = np.array([np.concatenate(members[:u] + members[u + 1:]).mean() for u in range(n)])
            d = jack.mean() - jack
            a = (d**3).sum() / (6 * (d**2).sum() ** 1.5)
            z = special.ndtri(np.array([0.025, 0.975]))
            p = special.ndtr(z0 + (z0 + z) / (1 - a * (z0 + z)))
            q = np.quantile(ts, [0.975, 0.025])
            print(name, float(mean), float(se), np.quantile(means, [0.025, 0.975]).tolist(),
                  np.quantile(means, p).tolist(), (mean - se * q).tolist())


def johnson(y, centre):
    n, sd = len(y), y.std(ddof=1)
    s, g = (y.mean() - centre) / sd, ((y - y.mean()) ** 3).sum() / (n * sd**3)
    return math.sqrt(n) * (s + g * s * s / 3 + g / (6 * n))


def hall(y, centre):
    n, sd = len(y), y.std(ddof=1)
    s, g = (y.mean() - centre) / sd, ((y - y.mean()) ** 3).sum() / (n * sd**3)
    return math.sqrt(n) * (s + g * s * s / 3 + g * g * s**3 / 27 + g / (6 * n))


def skewness():
    # Lyon, Barber and Tsai (1999): resamples of a quarter of the size, centred at the mean.
    for y in (noise(60) ** 2 * 3 - 0.15, -(noise(60) ** 2 * 3 - 0.15), noise(40) + 0.05):
        for statistic in (johnson, hall):
            drawn = []
            for b in range(999):
                stream = Stream(11, b)
                star = np.array([y[stream.below(len(y))] for _ in range(len(y) // 4)])
                drawn.append(statistic(star, y.mean()))
            t = statistic(y, 0)
            print(statistic.__name__, float(t), [float(p) for p in shares(drawn, t)])


def blocks():
    # Politis and Romano (1994) on a circle; one stream for all draws.
    y = noise(50)
    for length, mean_block, observed in ((1, 5, 0.3), (4, 5, 0.9), (4, 1, 0.9), (11, 5, -1.2)):
        stream, sums = Stream(7, 3), []
        for _ in range(999):
            total, place = 0.0, 0
            for step in range(length):
                if step == 0 or stream.uniform() < 1 / mean_block:
                    place = stream.below(len(y))
                else:
                    place = (place + 1) % len(y)
                total += y[place]
            sums.append(total)
        print(length, mean_block, observed, [float(p) for p in shares(sums, observed)])


if __name__ == "__main__":
    {"streams": streams, "tests": resampling_tests, "intervals": intervals,
     "skewness": skewness, "blocks": blocks}[sys.argv[1]]()
