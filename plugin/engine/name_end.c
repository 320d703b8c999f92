/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/name_end.h"

#include <string.h>

#define PERSON (DSC_WORD_FIRST | DSC_WORD_SURNAME)

/* Keys of words that turn what is said round, or say what is done or measured. Some families are
 * called so, too; but a letter lost there turns the order into its opposite. */
static const char *const orders[] = {
	"not",	     "nil",	"no",	    "non",	 "none",      "never",	"without",
	"off",	     "hold",	"held",	    "stop",	 "stopped",   "start",	"keep",
	"left",	     "right",	"dead",	    "died",	 "alive",     "for",	"is",
	"was",	     "has",	"needs",    "refused",	 "refuses",   "full",	"only",
	"dnr",	     "dnacpr",	"dnar",	    "nbm",	 "pas",	      "sans",	"jamais",
	"aucun",     "aucune",	"arret",    "arreter",	 "stopper",   "gauche", "droite",
	"droit",     "decede",	"decedee",  "vivant",	 "sortie",    "nicht",	"kein",
	"keine",     "keinen",	"ohne",	    "nie",	 "niemals",   "links",	"rechts",
	"tot",	     "lebt",	"absetzen", "pause",	 "entlassen", "sin",	"nunca",
	"ningun",    "ninguna", "alta",	    "muerto",	 "muerta",    "vivo",	"suspender",
	"izquierda", "derecha", "derecho",  "fallecido", "fallecida", "degil",	"yok",
	"olmaz",     "asla",	"hayir",    "taburcu",	 "exitus",    "نیست",	"ندارد",
	"نداره",     "بدون",	"نه",	    "قطع",	 "فوت",	      "نشود",
};

/* Keys of what stands before a value. */
static const char *const labels[] = {
	"hb",	   "hgb",  "hct",   "hkt",   "htc",	  "trop", "tropo",    "tropt",	"tnt",
	"inr",	   "krea", "kreat", "creat", "kreatinin", "crp",  "pct",      "bnp",	"bz",
	"tsh",	   "gfr",  "egfr",  "dfg",   "wbc",	  "plt",  "thrombos", "leukos", "gb",
	"bp",	   "hr",   "rr",    "fc",    "gcs",	  "ews",  "zi",	      "bett",	"lit",
	"chambre", "cama", "hab",   "yatak", "bed",	  "labs", "labo",     "labor",	"bilan",
	"rx",	   "ct",   "tac",   "irm",   "mrt",	  "ekg",  "ecg",
};

/* Whether @hash is that of an order or a label. Their own are worked out once. */
static gboolean ends_names(guint64 hash)
{
	static guint64 hashes[G_N_ELEMENTS(orders) + G_N_ELEMENTS(labels)];
	static gsize ready;

	if (g_once_init_enter(&ready)) {
		guint64 *next = hashes;
		for (gsize i = 0; i < G_N_ELEMENTS(orders); i++)
			*next++ = dsc_word_hash(orders[i], strlen(orders[i]));
		for (gsize i = 0; i < G_N_ELEMENTS(labels); i++)
			*next++ = dsc_word_hash(labels[i], strlen(labels[i]));
		g_once_init_leave(&ready, 1);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(hashes); i++)
		if (hashes[i] == hash)
			return TRUE;
	return FALSE;
}

static gboolean is_whole_word(const DscToken *token)
{
	return dsc_token_is_word(token) && !token->glued && token->shape != DSC_SHAPE_INITIAL;
}

static gboolean is_surely_name(const DscToken *token)
{
	return dsc_token_is_word(token) && (token->flags & PERSON) != 0 &&
	       (token->flags & (DSC_WORD_LANGUAGES | DSC_WORD_MEDICAL)) == 0;
}

/* How many words stand in tokens [from, to). */
static guint count_words(const DscTokens *tokens, gsize from, gsize to)
{
	guint n = 0;
	for (gsize i = from; i < to; i++)
		n += dsc_token_is_word(&tokens->at[i]);
	return n;
}

/* A word that is none of a name: "Warfarin" in "Mr Pike Warfarin 5 mg". Where first name and
 * surname stand before it, a long list of names that nobody has weeded says little against. */
static gboolean is_no_name(const DscToken *token, guint before)
{
	guint flags = token->flags;
	gboolean is_cased = token->shape != DSC_SHAPE_CASELESS;
	if (!is_whole_word(token) || token->shape == DSC_SHAPE_SMALL || (flags & PERSON) != 0)
		return FALSE;
	if ((flags & DSC_WORD_HUMAN) != 0)
		return before >= 2 && is_cased && (flags & DSC_WORD_COMMON) != 0 &&
		       (flags & DSC_WORD_LANGUAGES) != 0;
	if ((flags & (DSC_WORD_MEDICAL | DSC_WORD_COMMON)) != 0)
		return TRUE;
	return before >= 2 && is_cased && (flags & DSC_WORD_LANGUAGES) != 0;
}

/* An order, unless a name follows it: somebody may be called so between other names. */
static gboolean is_order(const DscTokens *tokens, gsize at, DscSpan name, gboolean goes_on)
{
	const DscToken *token = &tokens->at[at];
	if (!is_whole_word(token) || !ends_names(token->hash))
		return FALSE;
	for (gsize i = at + 1; i < name.end; i++)
		if (is_surely_name(&tokens->at[i]))
			return FALSE;
	return (token->flags & PERSON) == 0 || goes_on || at + 1 < name.end ||
	       count_words(tokens, name.start, at) >= 2;
}

static guint without_marks(const DscTokens *tokens, gsize first, gsize end)
{
	while (end > first + 1 && tokens->at[end - 1].shape >= DSC_SHAPE_MARK)
		end--;
	return (guint)end;
}

guint dsc_name_end(const DscTokens *tokens, DscSpan name, gboolean goes_on)
{
	for (gsize i = name.start + 1; i < name.end; i++)
		if (is_order(tokens, i, name, goes_on))
			name.end = without_marks(tokens, name.start, i);
	while (name.end > name.start + 1 &&
	       is_no_name(&tokens->at[name.end - 1], count_words(tokens, name.start, name.end - 1)))
		name.end = without_marks(tokens, name.start, name.end - 1);
	return (guint)name.end;
}
