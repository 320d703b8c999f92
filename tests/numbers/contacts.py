# SPDX-License-Identifier: GPL-2.0-or-later
"""Telephones, addresses of the net and plates, as people write them."""

import ipaddress

from checks import digits, letters
from schemes import ALL, Scheme, grouped, until

PHONES = {
    "en": ["her mobile", "call him on", "phone", "son's number is", "fax", "pager", "home tel",
           "ring his wife on"],
    "de": ["Tochter:", "Handy", "Tel.", "Fax", "Telefon der Ehefrau", "ihn erreicht man unter"],
    "fr": ["portable de sa fille", "tél.", "fax", "son fils au", "téléphone du mari"],
    "es": ["móvil del hijo", "tel.", "fax", "teléfono de la hija", "llamar a su marido al"],
    "tr": ["oğlunun telefonu", "cep", "tel", "faks", "kızının numarası"],
    "fa": ["موبایل پسرش", "شماره دخترش", "تلفن همراه بیمار", "فکس", "تلفن منزل"],
}


def phones_of(*langs):
    return {lang: PHONES[lang] for lang in langs}


# --- Telephones: national plans, written with blanks, dots, dashes and brackets --------------------

def nanp(rng, area):
    exchange = f"{rng.randint(2, 9)}{rng.randint(0, 9)}{rng.randint(2, 9)}"
    line, mark = digits(rng, 4), rng.choice("-. ")
    return rng.choice((f"({area}) {exchange}-{line}", f"{area}{mark}{exchange}{mark}{line}",
                       f"+1 {area} {exchange} {line}", f"+1-{area}-{exchange}-{line}",
                       f"1-{area}-{exchange}-{line}", f"({area}){exchange}-{line}",
                       f"{area}-{exchange}-{line} ext {digits(rng, 3)}"))


def us(rng):
    return nanp(rng, rng.choice("201 212 303 312 404 406 415 503 512 602 617 702 713 773 808 917".split()))


def canada(rng):
    return nanp(rng, rng.choice("204 250 306 403 416 438 506 514 519 604 613 647 705 780 867 902".split()))


def nanp_wrong(rng):
    return f"{rng.randint(0, 1)}{digits(rng, 2)}-0{digits(rng, 2)}-{digits(rng, 4)}"


def uk(rng):
    mobile = "7" + rng.choice("45789") + digits(rng, 8)
    london, city, town = "20" + rng.choice("378") + digits(rng, 7), digits(rng, 7, "23456789"), \
        rng.choice(("1632", "1865", "1223", "1392", "1904")) + digits(rng, 6, "23456789")
    return rng.choice((
        f"0{mobile[:4]} {mobile[4:]}", f"0{mobile[:4]} {mobile[4:7]} {mobile[7:]}", f"0{mobile}",
        f"+44 {mobile[:4]} {mobile[4:]}", f"+44 (0){mobile[:4]} {mobile[4:]}", f"0044{mobile}",
        f"0{mobile[:4]}-{mobile[4:7]}-{mobile[7:]}", f"0{mobile[:4]}.{mobile[4:7]}.{mobile[7:]}",
        f"020 {london[2:6]} {london[6:]}", f"(020) {london[2:6]} {london[6:]}",
        f"0121 {city[:3]} {city[3:]}", f"0{town[:4]} {town[4:]}", f"(0{town[:4]}) {town[4:]}",
        f"0{town[:4]} {town[4:7]} {town[7:]}"))


def uk_wrong(rng):
    return f"0{rng.choice('46')}{digits(rng, 3)} {digits(rng, 6)}"


def australia(rng):
    mobile, land, city = "04" + digits(rng, 8), digits(rng, 8, "23456789"), rng.choice("2378")
    return rng.choice((f"{mobile[:4]} {mobile[4:7]} {mobile[7:]}", mobile,
                       f"+61 {mobile[1:4]} {mobile[4:7]} {mobile[7:]}",
                       f"(0{city}) {land[:4]} {land[4:]}", f"0{city} {land[:4]} {land[4:]}",
                       f"+61 {city} {land[:4]} {land[4:]}", f"{mobile[:4]}.{mobile[4:7]}.{mobile[7:]}"))


def iran(rng):
    mobile = "09" + rng.choice(("12", "35", "01", "19", "90", "03", "21", "36")) + digits(rng, 7)
    land = digits(rng, 8, "23456789")
    area = rng.choice(("021", "026", "031", "041", "051", "071"))
    return rng.choice((mobile, f"{mobile[:4]} {mobile[4:7]} {mobile[7:]}",
                       f"{mobile[:4]} {mobile[4:7]} {mobile[7:9]} {mobile[9:]}",
                       f"{mobile[:4]}-{mobile[4:7]}-{mobile[7:]}", f"+98 {mobile[1:4]} {mobile[4:7]} {mobile[7:]}",
                       f"+98{mobile[1:]}", f"0098{mobile[1:]}", f"{area}-{land}", f"{area} {land}",
                       f"({area}) {land}", f"{area}{land}", f"{area} {land[:4]} {land[4:]}"))


def turkey(rng):
    body = rng.choice(("5" + rng.choice("0345") + digits(rng, 1), "212", "216", "312", "232")) + \
        digits(rng, 7)
    four = (body[:3], body[3:6], body[6:8], body[8:])
    return rng.choice(("0" + " ".join(four), "0 " + " ".join(four), f"0({four[0]}) " + " ".join(four[1:]),
                       "0" + "-".join(four), "+90 " + " ".join(four), "+90" + body, "0" + body,
                       "0" + ".".join(four), " ".join(four)))


def germany(rng):
    mobile, land = rng.choice(("0151", "0160", "0170", "0172", "0176", "0179")), digits(rng, 7, "23456789")
    area = rng.choice(("030", "040", "089", "0221", "069", "0711", "0341", "05251"))
    return rng.choice((f"{mobile} {land}", f"{mobile}/{land}", f"{mobile}-{land}", f"{mobile}{land}",
                       f"{mobile} {land[:3]} {land[3:5]} {land[5:]}", f"+49 {mobile[1:]} {land}",
                       f"+49 (0){mobile[1:]} {land}", f"0049{mobile[1:]}{land}", f"{area} {land}",
                       f"{area}/{land}", f"{area}-{land}", f"({area}) {land}", f"+49 {area[1:]} {land}",
                       f"{area} {land[:4]}-{land[4:]}"))


def france(rng):
    body = rng.choice("123456799") + digits(rng, 8)
    five = ("0" + body[0], body[1:3], body[3:5], body[5:7], body[7:])
    return rng.choice((" ".join(five), ".".join(five), "-".join(five), "".join(five),
                       f"+33 {body[0]} " + " ".join(five[1:]), f"+33 (0){body[0]} " + " ".join(five[1:]),
                       f"0033{body}", f"+33{body}"))


def france_wrong(rng):
    return f"1{rng.choice('89')} {digits(rng, 2)} {digits(rng, 2)} {digits(rng, 2)} {digits(rng, 2)} {digits(rng, 2)}"


def spain(rng):
    body = rng.choice(("6", "71", "91", "98")) + digits(rng, 8)
    body = body[:9]
    return rng.choice((grouped(rng, body, 3, 3, 3, marks=(" ", "-", ".")), body,
                       grouped(rng, body, 3, 2, 2, 2, marks=(" ", ".")), f"+34 {body}",
                       f"+34 {body[:3]} {body[3:6]} {body[6:]}", f"0034 {body[:3]} {body[3:6]} {body[6:]}"))


# Groups of a telephone number behind a beginning that no plan in scope gives.
def unassigned(*groups):
    return lambda rng: grouped(rng, "18" + digits(rng, sum(groups) - 2), *groups, marks=(" ",))


WORDS = {
    "en": "zero one two three four five six seven eight nine",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "tr": "sıfır bir iki üç dört beş altı yedi sekiz dokuz",
    "fa": "صفر یک دو سه چهار پنج شش هفت هشت نه",
}


def spoken(lang):
    words = WORDS[lang].split()

    def say(rng):
        number = "0" + digits(rng, rng.choice((8, 9, 10)))
        return rng.choice((" ", ", ", "-")).join(words[int(c)] for c in number)

    def mumble(rng):
        return " ".join(rng.choice(words[1:]) for _ in range(3))
    return Scheme(f"phone-words-{lang}", say, mumble, ("number-in-words",), {lang: PHONES[lang]})


# --- The net ---------------------------------------------------------------------------------

HOSTS = ("example.org", "example.com", "mail.example.net", "post.example.org")
SIGNS = {"en": ("at", "dot"), "de": ("at", "punkt"), "fr": ("arobase", "point"),
         "es": ("arroba", "punto"), "tr": ("et", "nokta"), "fa": ("ات", "نقطه")}
MAILS = {"en": ["her e-mail is", "mail", "send it to"], "de": ["Mail:", "E-Mail der Tochter"],
         "fr": ["son mail", "courriel"], "es": ["su correo", "correo:"], "tr": ["e-postası", "mail"],
         "fa": ["ایمیلش", "ایمیل"]}


def user(rng):
    return rng.choice((f"{letters(rng, 1, 'abcdefgh')}{rng.choice(('lind', 'okoro', 'maren', 'tavi'))}",
                       f"{rng.choice(('ines', 'paul', 'mina', 'omar'))}{digits(rng, 2)}",
                       rng.choice(("jon_k", "k-ruiz", "lena_m77"))))


def email(rng):
    return f"{user(rng)}{rng.choice(('', '.x', '+y'))}@{rng.choice(HOSTS)}"


def email_wrong(rng):
    return f"{user(rng)}@{rng.choice(('home', 'work', '8', 'night'))}"


def email_words(lang):
    at, dot = SIGNS[lang]

    def say(rng):
        host = rng.choice(HOSTS).replace(".", f" {dot} ")
        return rng.choice((f"{user(rng)} {at} {host}", f"{user(rng)} ({at}) {host}",
                           f"{user(rng)} {dot} {user(rng)} {at} {host}"))

    def mumble(rng):
        return f"{rng.choice(('the', 'a', 'one'))} {dot} {rng.choice(('below', 'above', 'here'))}"
    return Scheme(f"email-words-{lang}", say, mumble, ("email-spelled",), {lang: MAILS[lang]})


def ipv4(rng):
    return f"{rng.choice((10, 31, 85, 172, 203))}." + ".".join(str(rng.randint(2, 255)) for _ in range(3))


def ipv4_wrong(rng):
    return f"{rng.randint(256, 999)}.{rng.randint(256, 999)}.{rng.randint(0, 99)}.{rng.randint(0, 99)}"


def ipv6(rng):
    address = ipaddress.IPv6Address(0x20010db8 << 96 | rng.getrandbits(rng.choice((16, 32, 64, 90))))
    return rng.choice((address.compressed, address.exploded, address.compressed.upper()))


def ipv6_wrong(rng):
    return ":".join("".join(rng.choice("0123456789ghk") for _ in range(5)) for _ in range(8))


def mac(rng):
    pairs = [letters(rng, 2, "0123456789abcdef") for _ in range(6)]
    return rng.choice((rng.choice(":-").join(pairs), ":".join(pairs).upper(),
                       ".".join("".join(pairs)[i:i + 4] for i in (0, 4, 8))))


def mac_wrong(rng):
    return ":".join(letters(rng, 2, "ghjkmnp") for _ in range(6))


def profile(rng):
    name = f"{rng.choice(('mara', 'omid', 'lena', 'tariq'))}.{rng.choice(('lind', 'k', 'voss'))}{digits(rng, 2)}"
    return rng.choice((f"https://www.facebook.com/{name}", f"https://instagram.com/{name}",
                       f"instagram.com/{name}", f"https://t.me/{name.replace('.', '_')}",
                       f"https://x.com/{name.replace('.', '_')}", f"https://www.tiktok.com/@{name}",
                       f"https://www.linkedin.com/in/{name}", f"https://wa.me/447700900{digits(rng, 3)}",
                       f"https://photos.example.org/u/{name}/album"))


def shared(rng):
    key = letters(rng, 12, "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    return rng.choice((f"https://drive.google.com/file/d/{key}/view", f"https://www.dropbox.com/s/{key}/ct.zip",
                       f"https://we.tl/t-{key}", f"https://wetransfer.com/downloads/{key}",
                       f"https://1drv.ms/f/s!{key}", f"https://docs.google.com/spreadsheets/d/{key}/edit",
                       f"https://mega.nz/file/{key}"))


def internal(rng):
    return rng.choice((f"http://10.{digits(rng, 1)}.{digits(rng, 2, '123456789')}.20:8080/emr",
                       f"http://192.168.{digits(rng, 1, '23456789')}.{digits(rng, 2, '123456789')}/pacs",
                       "http://pacs/viewer?study=7", "https://his.hospital.local/login",
                       f"https://lab{digits(rng, 1)}.intranet/results", "http://emr.corp.internal:8443",
                       f"https://ris.klinik.lan/{digits(rng, 3)}", r"\\fs3\icu\lists"))


def host(rng):
    return rng.choice((f"pacs{digits(rng, 1)}.hospital.local", f"srv-{digits(rng, 2)}.intranet",
                       f"his.clinic.internal", f"ris{digits(rng, 2)}.klinik.lan", "ad01.hosp.corp"))


def public_url(rng):
    return rng.choice((f"https://www.example.org/guideline/{digits(rng, 3)}", "https://guide.example.org/sepsis",
                       f"https://pubmed.ncbi.nlm.nih.gov/{digits(rng, 8, '123')}/",
                       f"https://doi.org/10.1000/{digits(rng, 4)}", "https://www.example.com/"))


# --- Plates ----------------------------------------------------------------------------------

PLATES = {"en": ["number plate", "reg", "plate", "licence plate"], "de": ["Kennzeichen"],
          "fr": ["plaque", "immatriculation"], "es": ["matrícula"], "tr": ["plaka", "plakası"],
          "fa": ["پلاک", "پلاک خودرو"]}


def mute(rng, n):
    """Letters that spell no word."""
    return letters(rng, n, "BCDFGJKLQRTVXZ")


def plate(name, valid, wrong_one, lang, bare):
    return Scheme(f"plate-{name}", valid, wrong_one, ("vehicle-plate-labelled", "vehicle-plate-form", "vehicle-plate-iran"),
                  {lang: PLATES[lang]}, bare=bare)


def plate_uk(rng):
    return letters(rng, 2, "ABCDEFGHJKLMNOPRSTUVWXY") + digits(rng, 2, "0123567") + \
        rng.choice((" ", "")) + letters(rng, 3, "ABCDEFGHJKLMNOPRSTUVWXYZ")


def plate_de(rng):
    return rng.choice(("B", "M", "K", "HH", "F", "PB", "MZ", "HD", "OS", "BOR")) + rng.choice("- ") + \
        letters(rng, rng.randint(1, 2)) + " " + digits(rng, rng.randint(2, 4), "123456789")


def plate_fr(rng):
    return grouped(rng, letters(rng, 2, "ABCDEFGHJKLMNPQRSTVWXYZ") + digits(rng, 3) +
                   letters(rng, 2, "ABCDEFGHJKLMNPQRSTVWXYZ"), 2, 3, 2, marks=("-", " "))


def plate_es(rng):
    return digits(rng, 4) + rng.choice((" ", "-", "")) + letters(rng, 3, "BCDFGHJKLMNPRSTVWXYZ")


def plate_tr(rng):
    return f"{rng.randint(1, 81):02d} {letters(rng, rng.randint(2, 3))} {digits(rng, rng.randint(2, 4), '123456789')}"


def plate_ir(rng):
    letter = rng.choice("بجدسصطقلمنوهی")
    return rng.choice((f"{digits(rng, 2, '123456789')} {letter} {digits(rng, 3, '123456789')} ایران {digits(rng, 2, '123456789')}",
                       f"{digits(rng, 2, '123456789')}{letter}{digits(rng, 3, '123456789')} ایران {digits(rng, 2, '123456789')}",
                       f"{digits(rng, 2, '123456789')} {letter} {digits(rng, 3, '123456789')} - {digits(rng, 2, '123456789')}"))


def plate_us(rng):
    return rng.choice((digits(rng, 1, "123456789") + letters(rng, 3) + digits(rng, 3),
                       letters(rng, 3) + rng.choice("- ") + digits(rng, 4),
                       letters(rng, 3) + digits(rng, 3)))


def phone(name, valid, invalid, *langs, bare=True):
    rules = tuple(f"phone-{plan}" for plan in ("us", "us-local", "uk", "iran", "turkey", "germany", "france",
                                               "spain", "australia", "international", "labelled"))
    rules += ("fax-or-pager-labelled",)
    return Scheme(f"phone-{name}", valid, invalid, rules, phones_of(*langs), bare=bare)


CONTACTS = [
    phone("us", us, nanp_wrong, "en"), phone("ca", canada, nanp_wrong, "en", "fr"),
    phone("uk", uk, uk_wrong, "en"), phone("au", australia, unassigned(4, 3, 3), "en"),
    phone("ir", iran, unassigned(4, 3, 4), "fa"), phone("tr", turkey, unassigned(4, 3, 2, 2), "tr"),
    phone("de", germany, unassigned(4, 7), "de"), phone("fr", france, france_wrong, "fr"),
    phone("es", spain, unassigned(3, 3, 3), "es"),
    *(spoken(lang) for lang in ALL),
    Scheme("email", email, email_wrong, ("email",), MAILS),
    *(email_words(lang) for lang in ALL),
    Scheme("ipv4", ipv4, ipv4_wrong, ("ip-address",), {lang: ["IP", "ip"] for lang in ALL}, scripts=False),
    Scheme("ipv6", ipv6, ipv6_wrong, ("ip-address-v6",), {lang: ["IP", "ipv6"] for lang in ALL}, scripts=False),
    Scheme("mac", until(mac), mac_wrong, ("hardware-address",), {lang: ["MAC", "mac"] for lang in ALL},
           scripts=False),
    Scheme("url-profile", profile, public_url, ("url-personal",), {"en": ["her page", "profile:"],
           "fa": ["پیجش"], "de": ["Profil"], "fr": ["son profil"], "es": ["su perfil"], "tr": ["profili"]},
           scripts=False),
    Scheme("url-shared", shared, public_url, ("url-shared-drive",), {"en": ["scans are here:"],
           "fa": ["عکس‌ها اینجاست"], "de": ["Bilder hier"], "fr": ["images ici"], "es": ["imágenes aquí"],
           "tr": ["görüntüler burada"]}, scripts=False),
    Scheme("url-internal", internal, public_url, ("url-internal",), {"en": ["open"], "fa": ["از این وارد شوید"],
           "de": ["bitte über"], "fr": ["allez sur"], "es": ["entra en"], "tr": ["buradan girin:"]}, scripts=False),
    Scheme("host-internal", host, lambda rng: rng.choice(("www.example.org", "guide.example.com")),
           ("host-internal",), {"en": ["log on to"], "de": ["Server"], "fr": ["serveur"], "es": ["servidor"],
                                "tr": ["sunucu"], "fa": ["سرور"]}, scripts=False),
    plate("uk", plate_uk, lambda rng: mute(rng, 2) + digits(rng, 1) + " " + mute(rng, 4), "en", False),
    plate("us", plate_us, lambda rng: mute(rng, 4) + "-" + digits(rng, 1), "en", False),
    plate("de", plate_de, lambda rng: mute(rng, 4) + "-" + mute(rng, 3) + " " + digits(rng, 2), "de", False),
    plate("fr", plate_fr, lambda rng: mute(rng, 3) + "-" + digits(rng, 2) + "-" + mute(rng, 1), "fr", False),
    plate("es", plate_es, lambda rng: digits(rng, 3) + " " + mute(rng, 4), "es", False),
    plate("tr", plate_tr, lambda rng: f"{rng.randint(82, 99)} {mute(rng, 3)} {digits(rng, 2)}", "tr", False),
    plate("ir", plate_ir, lambda rng: f"{digits(rng, 1, '123456789')} ب {digits(rng, 1, '123456789')}", "fa", False),
]
