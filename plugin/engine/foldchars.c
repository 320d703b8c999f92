/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/foldchars.h"

typedef struct {
	gunichar first;
	gunichar last;
} Range;

typedef struct {
	gunichar from;
	gunichar to;
} Pair;

#define IS_IN(ranges, c)  is_in((ranges), G_N_ELEMENTS(ranges), (c))
#define LOOK_UP(pairs, c) look_up((pairs), G_N_ELEMENTS(pairs), (c))

/* All tables are sorted. */
static gboolean is_in(const Range *ranges, gsize n, gunichar c)
{
	gsize low = 0;
	while (low < n) {
		gsize middle = low + (n - low) / 2;
		if (c > ranges[middle].last)
			low = middle + 1;
		else if (c < ranges[middle].first)
			n = middle;
		else
			return TRUE;
	}
	return FALSE;
}

static gunichar look_up(const Pair *pairs, gsize n, gunichar c)
{
	gsize low = 0;
	while (low < n) {
		gsize middle = low + (n - low) / 2;
		if (c > pairs[middle].from)
			low = middle + 1;
		else if (c < pairs[middle].from)
			n = middle;
		else
			return pairs[middle].to;
	}
	return 0;
}

/* Blank letters beside those of category Cf: Hangul fillers and tatweel. */
static const Range fillers[] = {
	{ 0x0640, 0x0640 },
	{ 0x115F, 0x1160 },
	{ 0x3164, 0x3164 },
	{ 0xFFA0, 0xFFA0 },
};

gboolean dsc_char_is_ignorable(gunichar c)
{
	if (c < 0x80) /* IRC's codes for bold and colour among them; but tab to return are blanks */
		return c == 0x7F || (c < 0x20 && (c < '\t' || c > '\r'));
	return g_unichar_type(c) == G_UNICODE_FORMAT || IS_IN(fillers, c);
}

gboolean dsc_char_is_extender(gunichar c)
{
	if (c < 0x300)
		return FALSE;
	return g_unichar_ismark(c) || (c > 0x1160 && c <= 0x11FF) || c == 0xFF9E || c == 0xFF9F;
}

static const Range ornaments[] = {
	{ 0x0300, 0x036F }, /* combining diacritical marks, grapheme joiner */
	{ 0x0483, 0x0489 }, /* Cyrillic titlo, millions sign */
	{ 0x0610, 0x061A }, /* Arabic honorifics, small letters */
	{ 0x064B, 0x065F }, /* Arabic vowels, shadda, sukun, hamza and madda above */
	{ 0x0670, 0x0670 }, /* superscript alef */
	{ 0x06D6, 0x06DC }, /* Quranic signs */
	{ 0x06DF, 0x06E4 }, { 0x06E7, 0x06E8 }, { 0x06EA, 0x06ED },
	{ 0x08CA, 0x08E1 }, { 0x08E3, 0x08FF }, { 0x180B, 0x180D },   /* Mongolian selectors */
	{ 0x1AB0, 0x1AFF }, { 0x1DC0, 0x1DFF },			      /* more diacritical marks */
	{ 0x20D0, 0x20FF },					      /* marks for symbols */
	{ 0xFE00, 0xFE0F }, { 0xFE20, 0xFE2F }, { 0xE0100, 0xE01EF }, /* selectors, half marks */
};

gboolean dsc_char_is_ornament(gunichar c)
{
	return IS_IN(ornaments, c);
}

/* --- Punctuation ----------------------------------------------------------------------- */

static const Pair signs[] = {
	{ 0x00AB, '"' },  { 0x00B4, '\'' }, { 0x00BB, '"' },  { 0x02B9, '\'' }, { 0x02BC, '\'' },
	{ 0x02D7, '-' },  { 0x055A, '\'' }, { 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201A, '\'' },
	{ 0x201B, '\'' }, { 0x201C, '"' },  { 0x201D, '"' },  { 0x201E, '"' },	{ 0x201F, '"' },
	{ 0x2032, '\'' }, { 0x2033, '"' },  { 0x2035, '\'' }, { 0x2036, '"' },	{ 0x2039, '\'' },
	{ 0x203A, '\'' }, { 0x2043, '-' },  { 0x2044, '/' },  { 0x2212, '-' },	{ 0x2215, '/' },
	{ 0x2236, ':' },  { 0x275B, '\'' }, { 0x275C, '\'' }, { 0x275D, '"' },	{ 0x275E, '"' },
	{ 0x2800, ' ' },  { 0x29F8, '/' },  { 0x301D, '"' },  { 0x301E, '"' },	{ 0x301F, '"' },
};

/* Digits and letters in black circles and squares: the first of each run. */
static gunichar unframed(gunichar c)
{
	static const struct {
		Range range;
		gunichar first;
	} frames[] = {
		{ { 0x2776, 0x277E }, '1' },   { { 0x2780, 0x2788 }, '1' },
		{ { 0x278A, 0x2792 }, '1' },   { { 0x1F150, 0x1F169 }, 'A' },
		{ { 0x1F170, 0x1F189 }, 'A' },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(frames); i++)
		if (c >= frames[i].range.first && c <= frames[i].range.last)
			return frames[i].first + (c - frames[i].range.first);
	return c == 0x24FF ? '0' : c;
}

gunichar dsc_char_plain(gunichar c)
{
	if (c == '\r' || c == '\v' || c == '\f' || c == 0x85)
		return '\n';
	if (c < 0x80)
		return c;
	switch (g_unichar_type(c)) {
	case G_UNICODE_SPACE_SEPARATOR:
		return ' ';
	case G_UNICODE_LINE_SEPARATOR:
	case G_UNICODE_PARAGRAPH_SEPARATOR:
		return '\n';
	case G_UNICODE_DASH_PUNCTUATION:
		return '-';
	default:
		break;
	}
	gunichar sign = LOOK_UP(signs, c);
	return sign != 0 ? sign : unframed(c);
}

/* --- Letters --------------------------------------------------------------------------- */

static const Pair letters[] = {
	/* Latin small capitals: no language writes with them */
	{ 0x0262, 'g' },
	{ 0x026A, 'i' },
	{ 0x0274, 'n' },
	{ 0x0280, 'r' },
	{ 0x028F, 'y' },
	{ 0x0299, 'b' },
	{ 0x029C, 'h' },
	{ 0x029F, 'l' },
	/* Arabic letters as Persian writes them, and forms of alef, heh, kaf and yeh */
	{ 0x0622, 0x0627 },
	{ 0x0623, 0x0627 },
	{ 0x0625, 0x0627 },
	{ 0x0629, 0x0647 },
	{ 0x0643, 0x06A9 },
	{ 0x0649, 0x06CC },
	{ 0x064A, 0x06CC },
	{ 0x066B, '.' },
	{ 0x066C, ',' },
	{ 0x0671, 0x0627 },
	{ 0x06AA, 0x06A9 },
	{ 0x06BE, 0x0647 },
	{ 0x06C0, 0x0647 },
	{ 0x06C1, 0x0647 },
	{ 0x06C3, 0x0647 },
	{ 0x06D5, 0x0647 },
	/* more small capitals */
	{ 0x1D00, 'a' },
	{ 0x1D04, 'c' },
	{ 0x1D05, 'd' },
	{ 0x1D07, 'e' },
	{ 0x1D0A, 'j' },
	{ 0x1D0B, 'k' },
	{ 0x1D0D, 'm' },
	{ 0x1D0F, 'o' },
	{ 0x1D18, 'p' },
	{ 0x1D1B, 't' },
	{ 0x1D1C, 'u' },
	{ 0x1D20, 'v' },
	{ 0x1D21, 'w' },
	{ 0x1D22, 'z' },
	{ 0xA730, 'f' },
	{ 0xA731, 's' },
};

gunichar dsc_char_normal(gunichar c)
{
	if (c < 0x80)
		return c;
	if (g_unichar_isdigit(c))
		return '0' + (gunichar)g_unichar_digit_value(c);
	gunichar letter = LOOK_UP(letters, c);
	return letter != 0 ? letter : dsc_char_plain(c);
}

static const Pair lookalikes[] = {
	/* IPA */
	{ 0x0251, 'a' },
	{ 0x0261, 'g' },
	{ 0x0269, 'i' },
	/* Greek */
	{ 0x037F, 'J' },
	{ 0x0391, 'A' },
	{ 0x0392, 'B' },
	{ 0x0395, 'E' },
	{ 0x0396, 'Z' },
	{ 0x0397, 'H' },
	{ 0x0399, 'I' },
	{ 0x039A, 'K' },
	{ 0x039C, 'M' },
	{ 0x039D, 'N' },
	{ 0x039F, 'O' },
	{ 0x03A1, 'P' },
	{ 0x03A4, 'T' },
	{ 0x03A5, 'Y' },
	{ 0x03A7, 'X' },
	{ 0x03B1, 'a' },
	{ 0x03B9, 'i' },
	{ 0x03BA, 'k' },
	{ 0x03BD, 'v' },
	{ 0x03BF, 'o' },
	{ 0x03C1, 'p' },
	{ 0x03C4, 't' },
	{ 0x03C5, 'u' },
	{ 0x03C7, 'x' },
	{ 0x03F3, 'j' },
	/* Cyrillic */
	{ 0x0405, 'S' },
	{ 0x0406, 'I' },
	{ 0x0408, 'J' },
	{ 0x0410, 'A' },
	{ 0x0412, 'B' },
	{ 0x0415, 'E' },
	{ 0x041A, 'K' },
	{ 0x041C, 'M' },
	{ 0x041D, 'H' },
	{ 0x041E, 'O' },
	{ 0x0420, 'P' },
	{ 0x0421, 'C' },
	{ 0x0422, 'T' },
	{ 0x0423, 'Y' },
	{ 0x0425, 'X' },
	{ 0x0430, 'a' },
	{ 0x0432, 'b' },
	{ 0x0435, 'e' },
	{ 0x043A, 'k' },
	{ 0x043C, 'm' },
	{ 0x043D, 'h' },
	{ 0x043E, 'o' },
	{ 0x0440, 'p' },
	{ 0x0441, 'c' },
	{ 0x0442, 't' },
	{ 0x0443, 'y' },
	{ 0x0445, 'x' },
	{ 0x0455, 's' },
	{ 0x0456, 'i' },
	{ 0x0458, 'j' },
	{ 0x04AE, 'Y' },
	{ 0x04BB, 'h' },
	{ 0x04C0, 'I' },
	{ 0x04CF, 'l' },
	{ 0x0501, 'd' },
	{ 0x051A, 'Q' },
	{ 0x051B, 'q' },
	{ 0x051C, 'W' },
	{ 0x051D, 'w' },
};

char dsc_char_lookalike(gunichar c)
{
	return (char)LOOK_UP(lookalikes, c);
}
