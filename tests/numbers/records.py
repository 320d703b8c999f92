# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers of a hospital's own, secrets and account names: no check tells them, only what is said."""

import re

from checks import digits, letters
from schemes import Scheme, until


def is_ambiguous(number):
    """Whether bare digits read as a round count or as a day as well."""
    return number.endswith("000") or re.fullmatch(r"(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])", number)


@until
def record(rng):
    number = rng.choice((digits(rng, rng.choice((6, 7, 8, 9)), "123456789"),
                         f"{digits(rng, 4)}-{digits(rng, 4)}", f"{letters(rng, 2)}{digits(rng, 6)}",
                         f"{letters(rng, 1)}{digits(rng, 7)}"))
    return None if is_ambiguous(number) else number


@until
def opening(rng):
    number = digits(rng, rng.choice((7, 8, 9, 10)), "123456789")
    return None if is_ambiguous(number) else number


def specimen(rng):
    return rng.choice((f"{rng.randint(18, 26)}-{letters(rng, 1)}-{digits(rng, 7)}", digits(rng, 8),
                       f"CT-20{rng.randint(18, 26)}-{digits(rng, 5)}", f"{letters(rng, 1)}{digits(rng, 8)}"))


def policy(rng):
    return rng.choice((f"{letters(rng, 2)}-{digits(rng, 2)}-{digits(rng, 7)}", digits(rng, 10, "123456789"),
                       f"{letters(rng, 3)}{digits(rng, 8)}", f"{digits(rng, 3)} {digits(rng, 3)} {digits(rng, 4)}"))


def account(rng):
    return rng.choice((digits(rng, rng.choice((8, 10, 12))), f"{digits(rng, 4)} {digits(rng, 4)} {digits(rng, 4)}"))


def licence(rng):
    return rng.choice((f"{letters(rng, 5)}{digits(rng, 6)}{letters(rng, 2)}{digits(rng, 1)}", f"{letters(rng, 1)}{digits(rng, 8)}",
                       f"{letters(rng, 2)}{digits(rng, 7)}", digits(rng, 9)))


def participant(rng):
    return rng.choice((f"{digits(rng, 3)}-{digits(rng, 4)}", digits(rng, 6), f"{letters(rng, 2)}-{digits(rng, 3)}-{digits(rng, 3)}"))


def serial(rng):
    return rng.choice((f"{letters(rng, 3)}{digits(rng, 7)}", f"{letters(rng, 3)}-{digits(rng, 6)}-{letters(rng, 1)}",
                       digits(rng, 9)))


def udi(rng):
    return rng.choice((f"(01){digits(rng, 14)}(17){rng.randint(24, 32)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
                       f"(21){letters(rng, 2)}{digits(rng, 7)}", f"(01){digits(rng, 14)}(21){digits(rng, 8)}",
                       f"(01){digits(rng, 14)}(10){letters(rng, 1)}{digits(rng, 5)}(21){digits(rng, 6)}"))


def udi_wrong(rng):
    return f"(1) {digits(rng, 1)} (2) {digits(rng, 1)} (3) {digits(rng, 1)}"


def code(rng):
    return rng.choice((digits(rng, 4, "123456789"), f"{letters(rng, 1)}{digits(rng, 4)}", f"{digits(rng, 4)}#", digits(rng, 6, "3456789")))


def secret(rng):
    return rng.choice(("Harbour", "Meadow", "lark", "Winter", "Ocean")) + rng.choice("!#@$%") + digits(rng, 3)


def token(rng):
    prefix, length = rng.choice((("ghp_", 36), ("glpat-", 20), ("sk-", 40), ("AKIA", 16)))
    return prefix + letters(rng, length - 2, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789") + digits(rng, 2)


def handle(rng):
    return rng.choice(("lena", "omid", "mara", "tariq")) + rng.choice("_.") + rng.choice(("k", "voss", "lind")) + digits(rng, 2)


def photo(rng):
    name = rng.choice(("holloway", "okoro", "karimi", "yildiz", "brandt"))
    return rng.choice((f"mrs_{name}_ct.jpg", f"{name}_{rng.choice(('mri', 'xray', 'wound', 'ecg'))}.png",
                       f"{digits(rng, 8, '3456789')}_ct.dcm", f"MRN{digits(rng, 7)}.pdf", f"mr-{name}-consent.pdf"))


def photo_plain(rng):
    return rng.choice((f"IMG_20{rng.randint(18, 26)}0{rng.randint(1, 9)}{rng.randint(10, 28)}_{digits(rng, 6)}.jpg",
                       f"IMG_{digits(rng, 4)}.jpg", "rota_may.pdf", f"scan_{digits(rng, 3)}.png", "sepsis_guideline_v2.pdf",
                       f"DSC{digits(rng, 5)}.JPG", f"WhatsApp-Image-{digits(rng, 3)}.jpg"))


def scheme(name, valid, rules, labels, bare=False, invalid=None):
    return Scheme(name, valid, invalid or valid, rules, labels, bare=bare)


RECORDS = [
    scheme("record", record, ("record-number-labelled", "bare-number-in-care"), {
        "en": ["MRN", "mrn", "hospital no", "hosp num", "record number", "chart no.", "unit number"],
        "de": ["Fallnummer", "Patientennummer", "Pat.-Nr.", "Aktenzeichen"],
        "fr": ["IPP", "n° de dossier", "numéro de dossier", "dossier n°"],
        "es": ["NHC", "historia clínica", "nº historia", "número de historia"],
        "tr": ["dosya no", "dosya numarası", "protokol no", "hasta no"],
        "fa": ["شماره پرونده", "پرونده", "شماره‌ی پرونده", "کد پرونده"]}),
    scheme("record-opening", opening, ("bare-number-in-care",), {}, bare=True),
    scheme("accession", specimen, ("sample-number-labelled",), {
        "en": ["accession", "acc#", "specimen", "sample no", "lab no"], "de": ["Probennummer", "Auftragsnummer"],
        "fr": ["n° de prélèvement", "numéro de prélèvement"], "es": ["número de muestra", "nº de muestra"],
        "tr": ["numune no", "örnek no"], "fa": ["شماره نمونه", "شماره آزمایش"]}),
    scheme("encounter", record, ("admission-number-labelled", "record-number-labelled"), {
        "en": ["encounter number", "visit no", "episode number", "CSN", "FIN", "admission no"],
        "de": ["Aufnahmenummer", "Fallnr.", "Fall-Nr."], "fr": ["n° de séjour", "numéro de séjour"],
        "es": ["número de episodio", "nº de episodio"], "tr": ["kabul no", "başvuru no"],
        "fa": ["شماره پذیرش", "شماره بستری"]}),
    scheme("insurance", policy, ("insurance-number-labelled",), {
        "en": ["policy number", "member id", "insurance no", "subscriber id", "claim no"],
        "de": ["Versicherungsnummer", "Versichertennummer", "Policennummer"],
        "fr": ["mutuelle n°", "numéro d'adhérent", "n° d'assuré"], "es": ["número de afiliado", "póliza"],
        "tr": ["poliçe no", "sigorta no"], "fa": ["شماره بیمه", "شماره دفترچه"]}),
    scheme("account", account, ("bank-account-labelled",), {
        "en": ["account", "account no", "acct"], "de": ["Konto", "Kontonummer"], "fr": ["compte", "compte n°"],
        "es": ["cuenta", "nº de cuenta"], "tr": ["hesap no", "hesap"], "fa": ["شماره حساب"]}),
    scheme("licence", licence, ("licence-or-passport-labelled",), {
        "en": ["driving licence", "driver's license", "passport", "passport no", "licence number"],
        "de": ["Führerschein", "Reisepass", "Personalausweis", "Ausweisnummer"],
        "fr": ["passeport", "permis de conduire", "carte d'identité"], "es": ["pasaporte", "permiso de conducir"],
        "tr": ["pasaport", "ehliyet no"], "fa": ["گذرنامه", "شماره گواهینامه", "شماره شناسنامه"]}),
    scheme("trial", participant, ("trial-participant-labelled",), {
        "en": ["participant no", "subject id", "study subject number", "randomisation no", "screening number"],
        "de": ["Probandennummer", "Studienteilnehmer Nr."], "fr": ["numéro de participant", "patient étude n°"],
        "es": ["número de participante", "código de aleatorización"], "tr": ["katılımcı no", "gönüllü no"],
        "fa": ["کد شرکت‌کننده", "شماره شرکت‌کننده"]}),
    scheme("serial", serial, ("device-serial-labelled",), {
        "en": ["pacemaker serial", "ICD serial no", "implant serial number", "pump s/n"],
        "de": ["Schrittmacher Seriennummer", "Implantat Seriennummer"], "fr": ["pacemaker n° de série", "implant numéro de série"],
        "es": ["marcapasos número de serie", "implante nº de serie"], "tr": ["kalp pili seri no", "implant seri no"],
        "fa": ["پیس‌میکر سریال", "شماره سریال باتری"]}),
    scheme("udi", udi, ("device-udi", "device-serial-labelled"), {
        "en": ["UDI", "implant UDI", "udi"], "de": ["UDI"], "fr": ["IUD", "UDI"], "es": ["UDI"], "tr": ["UDI"],
        "fa": ["UDI"]}, bare=True, invalid=udi_wrong),
    scheme("door-code", code, ("secret-door-code", "secret-pin"), {
        "en": ["door code", "drug room code", "keypad code", "code for the drug cupboard", "alarm code"],
        "de": ["Türcode", "Code für den Giftschrank", "Alarmcode"], "fr": ["code de la porte", "digicode", "code du coffre"],
        "es": ["clave de la puerta", "código de la puerta"], "tr": ["kapı şifresi", "kapı kodu"],
        "fa": ["رمز در", "کد در داروخانه", "رمز در انبار"]}),
    scheme("password", secret, ("secret-password", "secret-login-pair"), {
        "en": ["password", "pw", "passwd", "wifi password", "wifi key"], "de": ["Passwort", "Kennwort", "WLAN-Passwort"],
        "fr": ["mot de passe", "mdp", "clé wifi"], "es": ["contraseña", "clave", "contraseña del wifi"],
        "tr": ["şifre", "parola", "wifi şifresi"], "fa": ["رمز", "پسورد", "رمز وای‌فای"]}),
    scheme("token", token, ("secret-key",), {
        "en": ["api key", "token", "secret key"], "de": ["API-Key", "Token"], "fr": ["clé API", "jeton"],
        "es": ["clave API", "token"], "tr": ["API anahtarı", "token"], "fa": ["توکن", "کلید API"]},
        bare=True, invalid=lambda rng: letters(rng, 9, "abcdefghij")),
    scheme("handle", handle, ("handle", "handle-labelled"), {
        "en": ["insta:", "her insta", "his telegram", "snapchat:", "tiktok:", "twitter:"],
        "de": ["ihr Insta", "Instagram:", "Telegram:"], "fr": ["son insta", "Instagram:", "Telegram:"],
        "es": ["su insta", "Instagram:", "Telegram:"], "tr": ["instası", "Instagram:", "Telegram:"],
        "fa": ["اینستاش", "پیجش", "آیدی تلگرامش"]}),
    scheme("photo-name", photo, ("file-name-of-a-person", "file-name-of-a-record", "file-name-of-a-family"), {}, bare=True,
           invalid=photo_plain),
]
