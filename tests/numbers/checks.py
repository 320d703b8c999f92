# SPDX-License-Identifier: GPL-2.0-or-later
"""Check digits of the world's numbers, worked out from what their issuers publish.

Nothing here knows the engine's own arithmetic: the two have to agree.
"""

import string


def digits(rng, n, first="0123456789"):
    return rng.choice(first) + "".join(rng.choice("0123456789") for _ in range(n - 1))


def letters(rng, n, of=string.ascii_uppercase):
    return "".join(rng.choice(of) for _ in range(n))


def luhn(body):
    """The digit that ISO/IEC 7812-1 annex B puts behind body."""
    total = 0
    for place, char in enumerate(reversed(body)):
        value = int(char) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def nhs(body):
    """NHS Data Dictionary: weights 10 to 2, modulo 11; None where there is no such number."""
    rest = 11 - sum(int(c) * w for c, w in zip(body, range(10, 1, -1))) % 11
    return {11: "0", 10: None}.get(rest, str(rest))


def melli(body):
    """Iran's civil registration: weights 10 to 2, modulo 11."""
    rest = sum(int(c) * w for c, w in zip(body, range(10, 1, -1))) % 11
    return str(rest if rest < 2 else 11 - rest)


def tckn(body):
    """Turkey: the tenth digit from odd and even places, the eleventh from the sum of ten."""
    odd, even = sum(map(int, body[0::2])), sum(map(int, body[1::2]))
    tenth = (7 * odd - even) % 10
    return f"{tenth}{(odd + even + tenth) % 10}"


def kvnr(body):
    """GKV-Spitzenverband: the letter as two digits, weights 1 and 2, sums of digits, modulo 10."""
    row = f"{ord(body[0]) - 64:02d}{body[1:]}"
    return str(sum(sum(map(int, str(int(c) * (1 + i % 2)))) for i, c in enumerate(row)) % 10)


def steuer_id(body):
    """ISO 7064 MOD 11,10."""
    rest = 10
    for char in body:
        rest = ((int(char) + rest) % 10 or 10) * 2 % 11
    return str((11 - rest) % 10)


def steuer_body(rng):
    """Ten digits, one of them twice, another not at all; no leading 0."""
    row = rng.sample("0123456789", 9)
    row.append(rng.choice(row))
    rng.shuffle(row)
    return "".join(row) if row[0] != "0" else steuer_body(rng)


def rvnr(body):
    """Deutsche Rentenversicherung, VKVV § 4: letter as two digits, own weights, sums of digits."""
    row = body[:8] + f"{ord(body[8]) - 64:02d}" + body[9:]
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    return str(sum(sum(map(int, str(int(c) * w))) for c, w in zip(row, weights)) % 10)


def nir(body):
    """INSEE: 97 less the rest of the 13 digits; Corsica's 2A and 2B count as 19 and 18."""
    value = int(body.replace("2A", "19", 1) if "2A" in body else body.replace("2B", "18", 1))
    return f"{97 - value % 97:02d}"


def dni(body):
    """Spain: a letter for the rest modulo 23."""
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(body) % 23]


def naf(body):
    """Spain's social security: two digits, modulo 97 of province and number."""
    return f"{int(body) % 97:02d}"


def bc_phn(body):
    """British Columbia: weights 2 4 8 5 10 9 7 3 on digits 2 to 9, modulo 11; None if there is none."""
    rest = 11 - sum(int(c) * w % 11 for c, w in zip(body[1:], (2, 4, 8, 5, 10, 9, 7, 3))) % 11
    return None if rest > 9 else str(rest)


def medicare_au(body):
    """Services Australia: weights 1 3 7 9 1 3 7 9, modulo 10."""
    return str(sum(int(c) * w for c, w in zip(body, (1, 3, 7, 9, 1, 3, 7, 9))) % 10)


def dea(body):
    """DEA: digits 1, 3, 5 and twice 2, 4, 6; the last digit of the sum."""
    return str((sum(map(int, body[0::2])) + 2 * sum(map(int, body[1::2]))) % 10)


def iban(country, account):
    """ISO 13616: 98 less the rest modulo 97."""
    row = "".join(str(int(c, 36)) for c in account + country + "00")
    return f"{98 - int(row) % 97:02d}"


def other(rng, right, of="0123456789"):
    """A wrong check of the same shape."""
    return "".join(rng.choice(of.replace(c, "")) for c in right[:1]) + right[1:]
