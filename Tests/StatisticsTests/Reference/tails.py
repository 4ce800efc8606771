"""Writes tails.csv: tail probabilities of at least 1e-300 to 25 digits: python tails.py > tails.csv

Columns: distribution, its parameters (empty where it has fewer), the statistic, lower and upper
tail; an empty tail is below 1e-300. Everything is computed at 360 digits, so that one minus a tail
keeps enough of them; this takes some minutes. Made with Python 3.11, mpmath 1.4.1.
"""

import mpmath as mp

mp.mp.dps = 360


def normal(z):
    return mp.erfc(-z / mp.sqrt(2)) / 2, mp.erfc(z / mp.sqrt(2)) / 2


def beta(a, b, x):
    """I_x(a, b) by its hypergeometric series, from the side where that converges fast."""
    if x > a / (a + b):
        return 1 - beta(b, a, 1 - x)
    front = a * mp.log(x) + b * mp.log(1 - x) - mp.log(a)
    front -= mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)
    term, total, n = mp.mpf(1), mp.mpf(1), 0
    while abs(term) > total * mp.mpf(10) ** -340:
        term *= (a + b + n) * x / (a + 1 + n)
        total += term
        n += 1
    return mp.exp(front) * total


def student(t, v):
    outer = beta(v / 2, mp.mpf(1) / 2, v / (v + t * t)) / 2
    return (1 - outer, outer) if t >= 0 else (outer, 1 - outer)


def chi_squared(x, v):
    lower = mp.gammainc(v / 2, 0, x / 2, regularized=True)
    return lower, 1 - lower


def fisher(x, a, b):
    lower = beta(a / 2, b / 2, a * x / (b + a * x))
    return lower, 1 - lower


def binomial(k, n, p):
    k, n = int(k), int(n)
    terms = [mp.binomial(n, j) * p**j * (1 - p) ** (n - j) for j in range(n + 1)]
    return mp.fsum(terms[: k + 1]), mp.fsum(terms[k:])


def write(name, parameters, x, tails):
    cells = [mp.nstr(t, 25, min_fixed=0, max_fixed=0) if t >= mp.mpf(10) ** -300 else "" for t in tails]
    if any(cells):
        print(",".join([name, *(parameters + ["", ""])[:2], repr(x), *cells]))


def evaluate(name, function, parameters, statistics):
    for x in statistics:
        tails = function(mp.mpf(x), *(mp.mpf(p) for p in parameters))
        write(name, [repr(p) for p in parameters], x, tails)


evaluate("normal", normal, [], [s * z for s in (-1, 1) for z in
         (0.001, 0.1, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.5, 7.0, 9.0, 12.0, 16.0, 21.0, 27.0, 33.0, 36.9)])
for v in (1.0, 2.0, 3.0, 5.0, 9.0, 15.0, 29.0, 58.0, 114.0, 118.0, 247.0, 998.0, 4999.0):
    evaluate("t", student, [v], [-3.0, 0.001, 0.2, 1.0, 1.7, 2.4, 3.5, 5.0, 8.0, 13.0, 21.0, 34.0, 300.0])
for v in (1.0, 2.0, 3.0, 7.0, 11.0, 30.0, 100.0, 250.0):
    evaluate("chi2", chi_squared, [v], [f * v for f in (1e-4, 0.05, 0.3, 0.8, 1.0, 1.3, 2.0, 3.5, 6.0)] + [700.0, 1300.0])
for a, b in ((1.0, 10.0), (2.0, 60.0), (3.0, 3.0), (5.0, 118.0), (11.0, 114.0), (21.0, 20.0), (50.0, 400.0)):
    evaluate("f", fisher, [a, b], [0.001, 0.05, 0.3, 0.8, 1.0, 1.5, 2.5, 5.0, 12.0, 40.0, 500.0])
for n, p in ((5, 0.5), (16, 0.5), (40, 0.4875), (100, 0.03125), (300, 0.53125), (900, 0.46875)):
    evaluate("binomial", binomial, [n, p], sorted({round(n * f) for f in (0, 0.02, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 1)}))
