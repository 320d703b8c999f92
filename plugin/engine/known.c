/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/detector.h"

#include <string.h>

/*
 * A name once found is found again by any of its parts: "Ada Winterbourne" makes
 * "winterbourne" her name, in the same message and in later ones of the conversation. One
 * walk over the words, each looked up among the parts that are known.
 */

/* A name less likely than this is not looked for by its parts. */
#define LEAST_LIKELIHOOD 0.5

/* A part that is an ordinary word too may be just that: worth a hint. */
#define WORD_LIKELIHOOD 0.5

/* A message with more names than this is a list. */
#define MAX_NAMES (DSC_CONVERSATION_PEOPLE + 64)

typedef struct {
	DscDetector detector;
	const DscRules *rules;
	const DscWordlists *lists;
} KnownDetector;

/* Somebody whose name is looked for. */
typedef struct {
	DscName name;
	const DscRule *rule;
	double likelihood;
	gboolean is_earlier; /* known from an earlier message */
} Known;

typedef struct {
	const KnownDetector *detector;
	DscScan *scan;
	const char *text;
	GArray *known;	/* of Known */
	guint64 filter; /* a bit for each part: most words stop here */
} Search;

/* A word of the text that is part of a name. */
typedef struct {
	DscSpan span; /* without its ending */
	gsize end;    /* with it */
	guint64 hash;
	gboolean is_word;   /* it is an ordinary word too */
	const Known *whose; /* NULL if nobody's */
} Part;

/* --- Whom to look for ----------------------------------------------------------------------- */

/* What lists know well as a word, and as nobody's name, is no part of one to look for: "Histo". */
static gboolean is_only_word(const Search *search, guint64 part)
{
	const DscWordlists *lists = search->detector->lists;
	guint flags = lists == NULL ? 0 : dsc_wordlists_find(lists, part);
	return (flags & (DSC_WORD_COMMON | DSC_WORD_MEDICAL)) != 0 &&
	       (flags & (DSC_WORD_PERSON | DSC_WORD_HUMAN)) == 0;
}

static gboolean is_somebody(const Search *search, const DscName *name)
{
	for (guint i = 0; i < name->n; i++)
		if (!is_only_word(search, name->parts[i]))
			return TRUE;
	return FALSE;
}

static void look_for(Search *search, const Known *known)
{
	if (known->rule == NULL || !is_somebody(search, &known->name) ||
	    search->known->len == MAX_NAMES)
		return;
	g_array_append_vals(search->known, known, 1);
	for (guint i = 0; i < known->name.n; i++) {
		search->filter |= G_GUINT64_CONSTANT(1) << (known->name.parts[i] & 63);
		search->filter |= G_GUINT64_CONSTANT(1) << (known->name.spellings[i] & 63);
	}
}

static void add_found(Search *search)
{
	const char *plain = dsc_text_plain(search->scan->text, NULL);
	const GPtrArray *findings = search->scan->findings;
	for (guint i = 0; i < findings->len; i++) {
		const DscFinding *finding = g_ptr_array_index(findings, i);
		if (!dsc_finding_names_patient(finding) || finding->likelihood < LEAST_LIKELIHOOD)
			continue;
		Known known = {
			.name = dsc_name_read(plain + finding->span.start,
					      dsc_span_length(finding->span)),
			.rule = finding->rule,
			.likelihood = finding->likelihood,
		};
		look_for(search, &known);
	}
}

static void add_earlier(Search *search)
{
	const DscContext *context = search->scan->context;
	const DscPerson *person;
	if (context == NULL || context->conversation == NULL)
		return;
	for (guint i = 0; (person = dsc_conversation_person(context->conversation, i)); i++) {
		if (person->rule == NULL)
			continue;
		Known known = {
			.name = person->name,
			.rule = dsc_rules_find(search->detector->rules, person->rule),
			.likelihood = person->likelihood,
			.is_earlier = TRUE,
		};
		look_for(search, &known);
	}
}

/* --- Looking -------------------------------------------------------------------------------- */

static const Known *find_owner(const Search *search, guint64 hash)
{
	const Known *owner = NULL;
	if ((search->filter >> (hash & 63) & 1) == 0 || is_only_word(search, hash))
		return NULL;
	for (guint i = 0; i < search->known->len; i++) {
		const Known *known = &g_array_index(search->known, Known, i);
		if (dsc_name_has(&known->name, hash) &&
		    (owner == NULL || known->likelihood > owner->likelihood))
			owner = known;
	}
	return owner;
}

/* Names that are common words too are found only where they are written as names. */
static gboolean is_ordinary(const Search *search, guint64 hash)
{
	if (search->detector->lists == NULL)
		return FALSE;
	guint flags = dsc_wordlists_find(search->detector->lists, hash);
	if ((flags & DSC_WORD_LANGUAGES) == 0)
		return FALSE;
	return (flags & (DSC_WORD_COMMON | DSC_WORD_MEDICAL)) != 0 ||
	       (flags & (DSC_WORD_FIRST | DSC_WORD_SURNAME)) == 0;
}

static void set_part(const Search *search, guint64 hash, Part *part)
{
	part->hash = hash;
	part->whose = find_owner(search, hash);
	part->is_word = part->whose != NULL && is_ordinary(search, hash);
}

/* Where the last @n characters of @span begin. */
static gsize without_chars(const char *text, DscSpan span, glong n)
{
	const char *at = text + span.end;
	for (; n > 0 && at > text + span.start; n--)
		at = g_utf8_prev_char(at);
	return (gsize)(at - text);
}

/* With and without its endings. */
static void look_up(const Search *search, const char *key, gsize len, Part *part)
{
	DscSpan word = part->span;
	set_part(search, dsc_word_hash(key, len), part);
	for (guint i = 0; part->whose == NULL && i < dsc_word_n_endings(); i++) {
		gsize stem = dsc_word_stem(key, len, i);
		if (stem == 0)
			continue;
		set_part(search, dsc_word_hash(key, stem), part);
		glong ending = g_utf8_strlen(key + stem, (gssize)(len - stem));
		if (part->whose != NULL)
			part->span.end = without_chars(search->text, word, ending);
	}
}

/* "kraemer" is Krämer, too; but what is a word as it stands here stays one. */
static Part read_part(const Search *search, DscSpan word)
{
	char key[DSC_WORD_KEY_BYTES];
	Part part = { .span = word, .end = word.end };
	gsize len = dsc_word_key(search->text + word.start, dsc_span_length(word), key);
	look_up(search, key, len, &part);
	guint64 hash = dsc_word_hash(key, len);
	gsize spelled = dsc_name_spelling(key, len);
	if (part.whose != NULL || spelled == len || is_only_word(search, hash))
		return part;
	look_up(search, key, spelled, &part);
	part.is_word |= part.whose != NULL && is_ordinary(search, hash);
	return part;
}

/* "May" in the middle of a sentence; a word that opens one is written so in any case. */
static gboolean is_written_as_name(const Search *search, DscSpan span)
{
	const char *start = search->text + span.start;
	if (!g_unichar_isupper(g_utf8_get_char(start)) ||
	    !g_unichar_islower(g_utf8_get_char(g_utf8_next_char(start))))
		return FALSE;
	const char *before = start;
	while (before > search->text && before[-1] == ' ')
		before--;
	return before > search->text && strchr(".!?:\n", before[-1]) == NULL;
}

static gboolean is_found(const Search *search, DscSpan folded, double likelihood)
{
	DscSpan plain = dsc_fold_to_plain(search->scan->fold, folded);
	const GPtrArray *findings = search->scan->findings;
	for (guint i = 0; i < findings->len; i++) {
		const DscFinding *finding = g_ptr_array_index(findings, i);
		if (finding->rule->type != DSC_TYPE_TERM && finding->likelihood >= likelihood &&
		    dsc_span_contains(finding->span, plain))
			return TRUE;
	}
	return FALSE;
}

static void add_finding(const Search *search, const Part *part)
{
	const Known *known = part->whose;
	if (known == NULL || (part->is_word && !is_written_as_name(search, part->span)))
		return;
	double likelihood =
		part->is_word ? MIN(known->likelihood, WORD_LIKELIHOOD) : known->likelihood;
	if (is_found(search, part->span, likelihood))
		return;
	DscEvidence evidence = {
		.base = likelihood,
		.repeated = !known->is_earlier,
		.is_known = known->is_earlier,
	};
	dsc_scan_add(search->scan, known->rule, part->span, evidence);
}

/* Whether nothing but what joins the words of a name stands between two of its parts. A line may
 * end within a name, but one name below the other is a list. */
static gboolean is_joined(const Search *search, const Part *run, const Part *next)
{
	const char *gap = search->text + run->end;
	gsize len = next->span.start - run->end;
	if (len == 1 && *gap == '\n')
		return next->hash != run->hash;
	return len >= 1 && len <= 2 && strspn(gap, " -.") >= len;
}

static gboolean goes_on(const Search *search, const Part *run, const Part *next)
{
	return run->whose != NULL && next->whose != NULL && run->span.end == run->end &&
	       is_joined(search, run, next) && dsc_name_has(&run->whose->name, next->hash);
}

static void search_part(const Search *search, DscSpan part)
{
	DscSpan word = { part.start, part.start };
	Part run = { .whose = NULL };
	while (dsc_name_word(search->text, word.end, part.end, &word)) {
		Part next = read_part(search, word);
		if (goes_on(search, &run, &next)) {
			run.span.end = next.span.end;
			run.end = next.end;
			run.is_word &= next.is_word;
			run.hash = next.hash;
			continue;
		}
		if (run.whose != NULL && dsc_scan_is_late(search->scan))
			return;
		add_finding(search, &run);
		run = next;
	}
	add_finding(search, &run);
}

static void known_scan(const DscDetector *detector, DscScan *scan)
{
	g_autoptr(GArray) known = g_array_new(FALSE, FALSE, sizeof(Known));
	Search search = {
		.detector = (const KnownDetector *)detector,
		.scan = scan,
		.text = dsc_fold_text(scan->fold, NULL),
		.known = known,
	};
	add_found(&search);
	add_earlier(&search);
	for (guint i = 0; known->len > 0 && i < scan->n_parts && !dsc_scan_is_late(scan); i++)
		search_part(&search, scan->parts[i]);
}

static void known_free(DscDetector *self)
{
	g_free(self);
}

DscDetector *dsc_known_detector_new(const DscRules *rules, const DscWordlists *lists)
{
	KnownDetector *self = g_new(KnownDetector, 1);
	*self = (KnownDetector){
		.detector = { .name = "known", .scan = known_scan, .free = known_free },
		.rules = rules,
		.lists = lists,
	};
	return &self->detector;
}
