# SPDX-License-Identifier: GPL-2.0-or-later
"""What clinicians write around a number, in six languages.

LABELLED says what the number is ({l}), CARE only speaks of somebody's care, HARMLESS of neither.
"""

LABELLED = {
    "en": ["{l} {n}, hb 6.1, transfuse 2 units please", "pt in bed 4, {l}: {n}",
           "can you chase the histology, {l} {n}", "please look her up, {l} is {n}",
           "adding him to the list. {l} {n}. thanks", "{l} = {n}\nbloods at 6"],
    "de": ["{l} {n}, Hb 6,1, bitte zwei Konserven", "Patient in Bett 4, {l}: {n}",
           "bitte nachsehen, {l} ist {n}", "Aufnahme heute Abend. {l} {n}. Danke"],
    "fr": ["{l} {n}, Hb 6,1, deux culots svp", "patiente lit 4, {l} : {n}",
           "peux-tu vérifier, {l} {n}", "entrée ce soir. {l} {n}. merci"],
    "es": ["{l} {n}, Hb 6,1, dos concentrados", "paciente cama 4, {l}: {n}",
           "¿puedes mirarlo? {l} {n}", "ingresa esta noche. {l} {n}. gracias"],
    "tr": ["{l} {n}, hb 6.1, iki ünite verelim", "4. yataktaki hasta, {l}: {n}",
           "bakar mısın, {l} {n}", "bu gece yatıyor. {l} {n}. teşekkürler"],
    "fa": ["{l} {n} هموگلوبین ۶.۱ دو واحد خون", "بیمار تخت ۴، {l}: {n}",
           "لطفاً ببینید، {l} {n}", "امشب بستری می‌شود. {l} {n}. ممنون"],
}

CARE = {
    "en": ["pt {n} for ct this afternoon", "please chase the bloods on patient {n}",
           "is {n} still on the ward? troponin is back", "{n} admitted last night with sepsis"],
    "de": ["Patient {n} bitte ins CT", "Befund von Patientin {n} ist da",
           "{n} gestern aufgenommen, Sepsis"],
    "fr": ["patient {n} au scanner cet après-midi", "{n} admise cette nuit, hospitalisée en réa",
           "biopsie de la patiente {n} reçue"],
    "es": ["paciente {n} para TAC", "{n} ingresó anoche con sepsis", "biopsia de la paciente {n}"],
    "tr": ["hasta {n} BT'ye gidecek", "{n} dün gece yatış yaptı, sepsis",
           "biyopsi sonucu, hasta {n}"],
    "fa": ["بیمار {n} برای سی‌تی", "مریض {n} دیشب بستری شد", "جواب آزمایش بیمار {n} آمد"],
}

HARMLESS = {
    "en": ["the old catalogue lists {n} under filters", "ticket {n} can be closed now",
           "somebody wrote {n} on the whiteboard, no idea why", "parcel {n} is at the gate",
           "the puzzle ends with {n}", "I typed {n} and nothing happened",
           "the printer says {n} and stops", "our raffle drew {n}"],
    "de": ["im alten Katalog steht {n} bei den Filtern", "Ticket {n} kann zu",
           "am Drucker steht {n}, warum auch immer", "das Rätsel endet mit {n}"],
    "fr": ["le vieux catalogue donne {n} pour les filtres", "le ticket {n} est clos",
           "l'imprimante affiche {n} et s'arrête", "la tombola a tiré {n}"],
    "es": ["el catálogo viejo pone {n} en filtros", "el tique {n} está cerrado",
           "la impresora dice {n} y se para", "en la rifa salió {n}"],
    "tr": ["eski katalogda filtreler için {n} yazıyor", "{n} biletini kapatabilirsiniz",
           "yazıcı {n} deyip duruyor", "çekilişte {n} çıktı"],
    "fa": ["در فهرست قدیمی برای فیلتر نوشته {n}", "تیکت {n} بسته شد",
           "چاپگر می‌نویسد {n} و می‌ایستد", "در قرعه‌کشی {n} درآمد"],
}

LANGUAGES = tuple(LABELLED)

PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def dress(rng, number, lang):
    """The number in the digits that a writer of the language may use."""
    if lang == "fa":
        return number.translate(rng.choice((PERSIAN, PERSIAN, ARABIC, {})))
    return number.translate(WIDE) if rng.random() < 0.03 else number


def place(rng, template, number, label=""):
    """The message, and where in it the number stands."""
    before, after = template.replace("{l}", label).split("{n}")
    return before + number + after, len(before), len(before) + len(number)
