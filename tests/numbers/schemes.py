# SPDX-License-Identifier: GPL-2.0-or-later
"""National numbers, accounts and cards: each with its check, in the ways people write it."""

import dataclasses
import typing

import checks
from checks import digits, letters

ALL = ("en", "de", "fr", "es", "tr", "fa")


@dataclasses.dataclass
class Scheme:
    """One kind of number.

    valid, invalid: rng -> the number as written; invalid has the same shape and cannot be one
    rules: ids of the rules that name it; none of them may find an invalid one
    labels: language -> what people call it; a valid one is found in all these languages
    bare: whether one without a label is told by its form, in a message about care
    scripts: whether its digits may be Persian, Arabic or full-width ones
    """
    name: str
    valid: typing.Callable
    invalid: typing.Callable
    rules: tuple
    labels: dict
    bare: bool = True
    scripts: bool = True


def grouped(rng, number, *groups, marks=(" ", "-", "")):
    """number in groups of these lengths, parted by one of marks"""
    mark, out, at = rng.choice(marks), [], 0
    for length in groups:
        out.append(number[at:at + length])
        at += length
    return mark.join(part for part in out if part)


def until(make):
    """make(rng), again and again until it is no None"""
    def redraw(rng):
        while True:
            number = make(rng)
            if number is not None:
                return number
    return redraw


# --- United States ---------------------------------------------------------------------------

def ssn(rng):
    area = digits(rng, 3, "012345678")
    group, serial = digits(rng, 2), digits(rng, 4)
    return None if area in ("000", "666") or group == "00" or serial == "0000" else \
        f"{area}-{group}-{serial}"


def ssn_wrong(rng):
    return rng.choice([f"000-{rng.randint(10, 99)}-{digits(rng, 4)}",
                       f"666-{rng.randint(10, 99)}-{digits(rng, 4)}",
                       f"9{digits(rng, 2)}-{rng.randint(10, 99)}-{digits(rng, 4)}",
                       f"{rng.randint(100, 599)}-00-{digits(rng, 4)}",
                       f"{rng.randint(100, 599)}-{rng.randint(10, 99)}-0000"])


MBI = "ACDEFGHJKMNPQRTUVWXY"


def mbi(rng, of=MBI):
    def either():
        return letters(rng, 1, of + "0123456789")
    number = digits(rng, 1, "123456789") + letters(rng, 1, of) + either() + digits(rng, 1) + \
        letters(rng, 1, of) + either() + digits(rng, 1) + letters(rng, 2, of) + digits(rng, 2)
    return grouped(rng, number, 4, 3, 4, marks=("-", ""))


def mbi_wrong(rng):
    return mbi(rng, "SLOIBZ")


def npi(rng, wrong=False):
    body = digits(rng, 9, "12")
    check = checks.luhn("80840" + body)
    return body + (checks.other(rng, check) if wrong else check)


def dea(rng, wrong=False):
    body = digits(rng, 6)
    check = checks.dea(body)
    return letters(rng, 1, "ABFGM") + letters(rng, 1) + body + \
        (checks.other(rng, check) if wrong else check)


# --- United Kingdom --------------------------------------------------------------------------

def nhs(rng, wrong=False):
    body = digits(rng, 9, "4567")
    check = checks.nhs(body)
    if check is None:
        return None
    number = body + (checks.other(rng, check) if wrong else check)
    return grouped(rng, number, 3, 3, 4)


NINO_PREFIXES = [a + b for a in "ABCEGHJKLMNOPRSTWXYZ" for b in "ABCEGHJKLMNPRSTWXYZ"
                 if a + b not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")]


def nino(rng, prefixes=tuple(NINO_PREFIXES)):
    return grouped(rng, rng.choice(prefixes) + digits(rng, 6) + letters(rng, 1, "ABCD"),
                   2, 2, 2, 2, 1, marks=(" ", ""))


def nino_wrong(rng):
    return nino(rng, ("DA", "FA", "QA", "UB", "VC", "AO", "ZZ", "BG", "KN", "TN", "IA"))


# --- Iran, Turkey ----------------------------------------------------------------------------

def melli(rng, wrong=False):
    body = digits(rng, 9)
    check = checks.melli(body)
    if len(set(body)) == 1:
        return None
    number = body + (checks.other(rng, check) if wrong else check)
    return grouped(rng, number, 3, 6, 1)


def tckn(rng, wrong=False):
    body = digits(rng, 9, "123456789")
    check = checks.tckn(body)
    return grouped(rng, body + (checks.other(rng, check) if wrong else check), 3, 3, 3, 2,
                   marks=("", "", " "))


# --- Germany, France, Spain ------------------------------------------------------------------

def kvnr(rng, wrong=False):
    body = letters(rng, 1) + digits(rng, 8)
    check = checks.kvnr(body)
    return grouped(rng, body + (checks.other(rng, check) if wrong else check), 4, 3, 3,
                   marks=("", " "))


def steuer_id(rng, wrong=False):
    body = checks.steuer_body(rng)
    check = checks.steuer_id(body)
    return grouped(rng, body + (checks.other(rng, check) if wrong else check), 2, 3, 3, 3,
                   marks=("", " "))


def rvnr(rng, wrong=False):
    body = f"{rng.choice((2, 4, 8, 9, 10, 11, 12, 13, 14, 15, 50, 53, 65, 89)):02d}" + \
        f"{rng.randint(1, 31):02d}{rng.randint(1, 12):02d}{rng.randint(0, 99):02d}" + \
        letters(rng, 1) + f"{rng.randint(0, 99):02d}"
    check = checks.rvnr(body)
    return grouped(rng, body + (checks.other(rng, check) if wrong else check), 2, 6, 1, 3,
                   marks=("", " "))


def nir(rng, wrong=False):
    department = rng.choice([f"{n:02d}" for n in range(1, 96) if n != 20] + ["2A", "2B"])
    body = f"{rng.choice('12')}{rng.randint(0, 99):02d}{rng.randint(1, 12):02d}{department}" + \
        f"{rng.randint(1, 990):03d}{rng.randint(1, 999):03d}"
    check = checks.nir(body)
    return grouped(rng, body + (checks.other(rng, check) if wrong else check), 1, 2, 2, 2, 3, 3, 2,
                   marks=(" ", ""))


def dni(rng, wrong=False):
    body = digits(rng, 8)
    letter = checks.dni(body)
    if wrong:
        letter = letters(rng, 1, "ABCDEFGHJKLMNPQRSTVWXYZ".replace(letter, ""))
    return rng.choice((f"{body}{letter}", f"{body}-{letter}",
                       f"{body[:2]}.{body[2:5]}.{body[5:]}-{letter}"))


def nie(rng, wrong=False):
    first, body = rng.choice("XYZ"), digits(rng, 7)
    letter = checks.dni(str("XYZ".index(first)) + body)
    if wrong:
        letter = letters(rng, 1, "ABCDEFGHJKLMNPQRSTVWXYZ".replace(letter, ""))
    return rng.choice((f"{first}{body}{letter}", f"{first}-{body}-{letter}"))


def naf(rng, wrong=False):
    body = f"{rng.randint(1, 53):02d}{digits(rng, 8, '123456789')}"
    check = checks.naf(body)
    return grouped(rng, body + (checks.other(rng, check) if wrong else check), 2, 8, 2,
                   marks=(" ", "/", ""))


# --- Canada, Australia -----------------------------------------------------------------------

def sin(rng, wrong=False):
    body = digits(rng, 8, "1234567")
    check = checks.luhn(body)
    return grouped(rng, body + (checks.other(rng, check) if wrong else check), 3, 3, 3,
                   marks=(" ", "-"))


def ohip(rng, wrong=False):
    body = digits(rng, 9, "123456789")
    check = checks.luhn(body)
    return grouped(rng, body + (checks.other(rng, check) if wrong else check) + letters(rng, 2),
                   4, 3, 3, 2, marks=(" ", "-"))


def ramq(rng, months=tuple(range(1, 13)) + tuple(range(51, 63))):
    return grouped(rng, letters(rng, 4) + f"{rng.randint(0, 99):02d}{rng.choice(months):02d}" +
                   f"{rng.randint(1, 28):02d}{digits(rng, 2)}", 4, 4, 4, marks=(" ", ""))


def ramq_wrong(rng):
    return ramq(rng, tuple(range(13, 51)) + tuple(range(63, 100)))


def bc_phn(rng, wrong=False):
    body = "9" + digits(rng, 8)
    check = checks.bc_phn(body)
    if check is None:
        return None
    return grouped(rng, body + (checks.other(rng, check) if wrong else check), 4, 3, 3)


def provincial(rng):
    """Alberta, Saskatchewan, Manitoba, New Brunswick: nine digits; Nova Scotia ten."""
    return rng.choice((grouped(rng, digits(rng, 9, "123456789"), 5, 4, marks=("-", " ", "")),
                       grouped(rng, digits(rng, 9, "123456789"), 3, 3, 3),
                       grouped(rng, digits(rng, 10, "123456789"), 4, 3, 3)))


def medicare_au(rng, wrong=False):
    body = digits(rng, 8, "23456")
    check = checks.medicare_au(body)
    number = body + (checks.other(rng, check) if wrong else check) + digits(rng, 1, "123456789")
    return rng.choice((grouped(rng, number, 4, 5, 1, marks=(" ", "-")), number)) + \
        rng.choice(("", f"/{rng.randint(1, 9)}", f" {rng.randint(1, 9)}" if " " in number else ""))


def ihi(rng, wrong=False):
    body = "800360" + digits(rng, 9)
    check = checks.luhn(body)
    return grouped(rng, body + (checks.other(rng, check) if wrong else check), 4, 4, 4, 4,
                   marks=(" ", ""))


# --- Money -----------------------------------------------------------------------------------

# Country: digits behind the two check digits, and letters before them. Source: the IBAN registry.
IBANS = {"DE": (18, 0), "FR": (23, 0), "ES": (20, 0), "TR": (22, 0), "IR": (22, 0), "GB": (14, 4),
         "AT": (16, 0), "CH": (17, 0), "BE": (12, 0), "NL": (10, 4), "IE": (14, 4), "IT": (22, 0)}


def iban(rng, wrong=False):
    country = rng.choice(list(IBANS))
    n_digits, n_letters = IBANS[country]
    account = letters(rng, 1) + digits(rng, 22) if country == "IT" else \
        letters(rng, n_letters) + digits(rng, n_digits)
    account = account[:23] if country == "IT" else account
    check = checks.iban(country, account)
    number = country + (checks.other(rng, check) if wrong else check) + account
    return number if rng.random() < 0.5 else grouped(rng, number, *[4] * 9, marks=(" ",))


def card(rng, wrong=False):
    kind = rng.choice(("visa", "mastercard", "amex", "iran"))
    body = {"visa": "4" + digits(rng, 14), "mastercard": f"5{rng.randint(1, 5)}" + digits(rng, 13),
            "amex": rng.choice(("34", "37")) + digits(rng, 12),
            "iran": rng.choice(("603799", "589210", "622106", "627353")) + digits(rng, 9)}[kind]
    check = checks.luhn(body)
    number = body + (checks.other(rng, check) if wrong else check)
    groups = (4, 6, 5) if kind == "amex" else (4, 4, 4, 4)
    return grouped(rng, number, *groups)


def wrong(make):
    return until(lambda rng: make(rng, True))


SCHEMES = [
    Scheme("ssn-us", until(ssn), ssn_wrong, ("ssn-us", "ssn-us-labelled"),
           {"en": ["ssn", "SSN:", "social security number", "social"]}),
    Scheme("mbi-us", mbi, mbi_wrong, ("medicare-us", "medicare-us-labelled"),
           {"en": ["MBI", "medicare", "Medicare number", "mbi"]}),
    Scheme("npi-us", npi, wrong(npi), ("npi-us",), {"en": ["NPI", "npi", "NPI number", "NPI #"]},
           bare=False),
    Scheme("dea-us", dea, wrong(dea), ("dea-us", "dea-us-bare"), {"en": ["DEA", "DEA number", "DEA #", "dea no."]},
           bare=False),
    Scheme("nhs-uk", until(nhs), wrong(nhs), ("nhs-number", "nhs-number-labelled"),
           {"en": ["NHS no.", "nhs", "NHS number", "NHS:", "CHI", "H&C number", "nhs num"]}),
    Scheme("nino-uk", nino, nino_wrong, ("nino-uk", "nino-uk-labelled"),
           {"en": ["NI number", "NINO", "national insurance no", "ni no."]}),
    Scheme("melli-ir", until(melli), wrong(melli), ("melli-code", "melli-code-labelled"),
           {"fa": ["کد ملی", "کدملی", "شماره ملی", "کد ملیش"], "en": ["code melli", "national code",
                                                                    "kod melli", "codemelli"]}),
    Scheme("tckn-tr", tckn, wrong(tckn), ("tckn", "tckn-labelled"),
           {"tr": ["T.C. kimlik no", "TC", "tc kimlik", "TCKN", "kimlik numarası", "kimlik no"],
            "en": ["Turkish ID", "TC kimlik"]}),
    Scheme("kvnr-de", kvnr, wrong(kvnr), ("kvnr-de", "kvnr-de-labelled", "insurance-number-labelled"),
           {"de": ["KVNR", "Versichertennummer", "KV-Nummer", "Versicherten-Nr."],
            "en": ["KVNR"]}),
    Scheme("steuer-id-de", steuer_id, wrong(steuer_id), ("steuer-id-de", "steuer-id-bare-de"),
           {"de": ["Steuer-ID", "IdNr.", "Steuerliche Identifikationsnummer", "Steueridentnummer"]}),
    Scheme("rvnr-de", rvnr, wrong(rvnr), ("rvnr-de", "rvnr-de-labelled"),
           {"de": ["Rentenversicherungsnummer", "RV-Nummer", "Sozialversicherungsnummer", "SV-Nr."]}),
    Scheme("nir-fr", nir, wrong(nir), ("nir-fr", "nir-fr-labelled"),
           {"fr": ["n° sécu", "sécu", "NIR", "numéro de sécurité sociale", "INS"]}),
    Scheme("dni-es", dni, wrong(dni), ("dni-es", "dni-es-labelled"), {"es": ["DNI", "dni", "NIF", "DNI nº"]}),
    Scheme("nie-es", nie, wrong(nie), ("nie-es", "dni-es-labelled"), {"es": ["NIE", "nie", "NIE nº"]}),
    Scheme("naf-es", naf, wrong(naf), ("naf-es",),
           {"es": ["NUSS", "número de la seguridad social", "nº seguridad social", "NASS"]},
           bare=False),
    Scheme("sin-ca", sin, wrong(sin), ("sin-ca", "sin-ca-labelled"),
           {"en": ["SIN", "social insurance number", "SIN #"], "fr": ["NAS", "NAS n°"]}),
    Scheme("ohip-ca", ohip, wrong(ohip), ("ohip-ca", "health-card-canada"),
           {"en": ["OHIP", "health card", "OHIP #", "HCN", "health card number"],
            "fr": ["carte santé"]}),
    Scheme("ramq-ca", ramq, ramq_wrong, ("ramq-ca", "ramq-ca-labelled"),
           {"fr": ["RAMQ", "NAM", "carte soleil", "assurance maladie"], "en": ["RAMQ"]}),
    Scheme("phn-bc-ca", until(bc_phn), wrong(bc_phn), ("phn-bc-ca", "health-card-canada"),
           {"en": ["PHN", "care card", "BC services card", "personal health number"]}),
    Scheme("provinces-ca", provincial, provincial, ("health-card-canada",),
           {"en": ["PHIN", "AHC", "AHCIP", "HSN", "MSI", "Alberta health number", "PHN"],
            "fr": ["assurance-maladie"]}, bare=False),
    Scheme("medicare-au", medicare_au, wrong(medicare_au), ("medicare-au", "medicare-au-labelled"),
           {"en": ["Medicare", "medicare card", "Medicare no.", "medicare number"]}),
    Scheme("ihi-au", ihi, wrong(ihi), ("ihi-au", "ihi-au-labelled"), {"en": ["IHI", "ihi number", "IHI:"]}),
    Scheme("iban", iban, wrong(iban), ("bank-iban", "bank-iban-labelled"),
           {lang: ["IBAN", "iban"] for lang in ALL} | {"fa": ["شبا", "شماره شبا", "IBAN"]},
           scripts=False),
    Scheme("card", card, wrong(card), ("payment-card", "payment-card-labelled", "bank-account-labelled"),
           {"en": ["card", "her card number", "visa"], "de": ["Kreditkarte", "Kartennummer"],
            "fr": ["carte bancaire", "CB"], "es": ["tarjeta", "tarjeta nº"],
            "tr": ["kart no", "kredi kartı"], "fa": ["کارت", "شماره کارت"]}),
]
