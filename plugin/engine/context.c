/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/context.h"

#include <string.h>
#include <wchar.h>

/* What is less likely than this is not worth noting. */
#define NOTE_LIKELIHOOD 0.5

/* From here on a number or a bed is somebody's, whatever the message says of exercises; a date is
 * when it is as sure as a birthday with its label. */
#define LEAST_OF_SOMEBODY 0.35
#define LEAST_OF_BIRTH	  0.9

/* --- Notes ---------------------------------------------------------------------------------- */

static gboolean counts_in(const DscRule *rule, const DscContext *context)
{
	return context == NULL || rule->settings == 0 ||
	       (rule->settings >> context->setting & 1) != 0;
}

/* Moves the findings that are notes to @noted, and drops those that another setting asks for. */
static guint take_notes(GPtrArray *findings, const DscContext *context, GPtrArray *noted)
{
	guint notes = DSC_NOTE_NONE;
	guint kept = 0;
	for (guint i = 0; i < findings->len; i++) {
		DscFinding *finding = g_ptr_array_index(findings, i);
		findings->pdata[i] = NULL;
		if (finding->rule->notes == DSC_NOTE_NONE) {
			findings->pdata[kept++] = finding;
			continue;
		}
		if (!counts_in(finding->rule, context)) {
			dsc_finding_free(finding);
			continue;
		}
		if (finding->likelihood >= NOTE_LIKELIHOOD)
			notes |= finding->rule->notes;
		g_ptr_array_add(noted, finding);
	}
	g_ptr_array_set_size(findings, (int)kept);
	return notes;
}

static gboolean applies(const DscRule *rule, const DscContext *context, guint notes)
{
	return (rule->unless & notes) == 0 && counts_in(rule, context);
}

static void drop_harmless(GPtrArray *findings, const DscContext *context, guint notes)
{
	for (guint i = findings->len; i > 0; i--) {
		const DscFinding *finding = g_ptr_array_index(findings, i - 1);
		if (!applies(finding->rule, context, notes))
			g_ptr_array_remove_index(findings, i - 1);
	}
}

/* --- Names of nobody who is a patient ------------------------------------------------------- */

/* Returns: (nullable): the first note of @kind that holds @span */
static const DscFinding *find_note(const GPtrArray *noted, DscNote kind, DscSpan span)
{
	for (guint i = 0; i < noted->len; i++) {
		const DscFinding *note = g_ptr_array_index(noted, i);
		if ((note->rule->notes & kind) != 0 && note->likelihood >= NOTE_LIKELIHOOD &&
		    dsc_span_contains(note->span, span))
			return note;
	}
	return NULL;
}

static gboolean is_inside(const GPtrArray *noted, DscNote kind, DscSpan span)
{
	return find_note(noted, kind, span) != NULL;
}

/* What was not found here itself, but because it is known, may be a word here. */
static void weigh_word(DscFinding *finding, const GPtrArray *noted)
{
	if ((finding->evidence.is_known || finding->evidence.repeated) &&
	    is_inside(noted, DSC_NOTE_WORD, finding->span))
		finding->likelihood *= DSC_WORD_FACTOR;
}

/* Leaves a label off that @finding begins with. */
static void cut_label(DscFinding *finding, const GPtrArray *noted, const char *plain)
{
	DscSpan first = { finding->span.start, finding->span.start + 1 };
	const DscFinding *label = find_note(noted, DSC_NOTE_LABEL, first);
	if (label == NULL || label->span.end >= finding->span.end)
		return;
	gsize behind = label->span.end + strspn(plain + label->span.end, " :=#.-");
	if (behind > label->span.end && behind < finding->span.end)
		finding->span.start = behind;
}

/* A label that looks like a name is cut out with its value else, and with it what the value was.
 * What is only a part of a label ("Ocean" in "Ocean$52") is nobody, however sure somebody is. */
static void weigh_label(DscFinding *finding, const GPtrArray *noted, const char *plain)
{
	DscType type = finding->rule->type;
	if (type != DSC_TYPE_NAME && type != DSC_TYPE_ORG)
		return;
	const DscFinding *label = find_note(noted, DSC_NOTE_LABEL, finding->span);
	gboolean is_unsure = finding->likelihood < DSC_LABEL_BELOW;
	if (label == NULL && is_unsure)
		cut_label(finding, noted, plain);
	else if (label != NULL &&
		 (is_unsure || dsc_span_length(label->span) > dsc_span_length(finding->span)))
		finding->likelihood *= DSC_WORD_FACTOR;
}

/* --- What is said of nobody ------------------------------------------------------------------ */

/* A full stop behind "Mr", "geb", "J" or a number ends nothing. */
static gboolean is_abbreviation(const char *plain, gsize stop)
{
	gsize start = stop;
	while (start > 0 && g_ascii_isalnum(plain[start - 1]))
		start--;
	gsize len = stop - start;
	if (len == 0 || (start > 0 && (guchar)plain[start - 1] >= 0x80))
		return FALSE;
	return len <= 2 ||
	       (len <= 4 && g_ascii_isupper(plain[start]) && !g_ascii_isupper(plain[start + 1]));
}

static gboolean ends_sentence(const char *plain, const char *at, const char *end)
{
	gunichar c = g_utf8_get_char(at);
	const char *next = g_utf8_next_char(at);
	if (c == '\n')
		return TRUE;
	if (c == 0 || wcschr(L".!?;…؟؛۔", (wchar_t)c) == NULL || next >= end || *next != ' ')
		return FALSE;
	gunichar behind = next + 1 < end ? g_utf8_get_char(next + 1) : ' ';
	if (c != '.')
		return TRUE;
	return !g_unichar_islower(behind) && !g_unichar_isdigit(behind) &&
	       !is_abbreviation(plain, (gsize)(at - plain));
}

static gboolean is_one_sentence(const char *plain, DscSpan a, DscSpan b)
{
	if (dsc_span_overlaps(a, b))
		return TRUE;
	const char *end = plain + MAX(a.start, b.start);
	const char *at = plain + MIN(a.end, b.end);
	if (end - at > DSC_MADE_UP_NEAR)
		return FALSE;
	for (; at < end; at = g_utf8_next_char(at))
		if (ends_sentence(plain, at, end))
			return FALSE;
	return TRUE;
}

static gboolean is_made_up(const char *plain, DscSpan span, const GPtrArray *noted)
{
	for (guint i = 0; i < noted->len; i++) {
		const DscFinding *note = g_ptr_array_index(noted, i);
		if ((note->rule->notes & DSC_NOTE_MADE_UP) != 0 &&
		    note->likelihood >= NOTE_LIKELIHOOD && is_one_sentence(plain, note->span, span))
			return TRUE;
	}
	return FALSE;
}

/* Whether @finding leads to one record, telephone or bed: nobody makes those up for an exercise
 * that is only spoken of. */
static gboolean leads_to_somebody(const DscFinding *finding)
{
	switch (finding->rule->type) {
	case DSC_TYPE_ID:
	case DSC_TYPE_PHONE:
	case DSC_TYPE_EMAIL:
	case DSC_TYPE_BED:
		return finding->likelihood >= LEAST_OF_SOMEBODY;
	case DSC_TYPE_DATE:
		return finding->likelihood >= LEAST_OF_BIRTH;
	default:
		return FALSE;
	}
}

static gboolean is_about_somebody(const DscScanned *scanned, const GPtrArray *noted)
{
	for (guint i = 0; i < scanned->findings->len; i++) {
		const DscFinding *finding = g_ptr_array_index(scanned->findings, i);
		if (finding->rule->family == DSC_FAMILY_CONF && leads_to_somebody(finding) &&
		    !is_inside(noted, DSC_NOTE_NOBODY, finding->span))
			return TRUE;
	}
	return FALSE;
}

/* Who is nobody once is nobody in all of the message. */
static gboolean is_nobody_again(const char *plain, const DscFinding *finding, const GArray *nobody)
{
	if (!finding->evidence.repeated)
		return FALSE;
	DscName name = dsc_name_read(plain + finding->span.start, dsc_span_length(finding->span));
	for (guint i = 0; i < nobody->len; i++)
		if (dsc_name_may_be_within(&name, &g_array_index(nobody, DscName, i)))
			return TRUE;
	return FALSE;
}

static void weigh_nobody(const DscScanned *scanned, const GPtrArray *noted)
{
	const char *plain = dsc_text_plain(scanned->text, NULL);
	g_autoptr(GArray) nobody = g_array_new(FALSE, FALSE, sizeof(DscName));
	gboolean is_real = is_about_somebody(scanned, noted);
	for (guint i = 0; i < scanned->findings->len; i++) {
		DscFinding *finding = g_ptr_array_index(scanned->findings, i);
		DscSpan span = finding->span;
		if (finding->rule->type == DSC_TYPE_TERM || finding->evidence.repeated ||
		    !(is_inside(noted, DSC_NOTE_NOBODY, span) ||
		      (!is_real && finding->rule->family == DSC_FAMILY_CONF &&
		       is_made_up(plain, span, noted))))
			continue;
		DscName name = dsc_name_read(plain + span.start, dsc_span_length(span));
		g_array_append_val(nobody, name);
		finding->likelihood *= DSC_NOBODY_FACTOR;
	}
	for (guint i = 0; nobody->len > 0 && i < scanned->findings->len; i++) {
		DscFinding *finding = g_ptr_array_index(scanned->findings, i);
		if (is_nobody_again(plain, finding, nobody))
			finding->likelihood *= DSC_NOBODY_FACTOR;
	}
}

static gboolean judges_people(const DscRule *rule)
{
	return rule->type == DSC_TYPE_TERM &&
	       (rule->family == DSC_FAMILY_RESPECT || rule->family == DSC_FAMILY_COLLEAGUE);
}

static void weigh_thing(const DscScanned *scanned)
{
	for (guint i = 0; i < scanned->findings->len; i++) {
		DscFinding *finding = g_ptr_array_index(scanned->findings, i);
		if (judges_people(finding->rule))
			finding->likelihood *= DSC_THING_FACTOR;
	}
}

/* --- Staff ---------------------------------------------------------------------------------- */

/* No sentence ends between a name and what tells of whom it is; "pt. Hale" is no end. */
static gboolean is_one_thought(const char *plain, DscSpan between)
{
	const char *from = plain + between.start;
	gsize len = dsc_span_length(between);
	if (len > DSC_PATIENT_NEAR || memchr(from, '\n', len) != NULL)
		return FALSE;
	for (gsize i = 0; i + 1 < len; i++)
		if (strchr(".!?;", from[i]) != NULL && from[i + 1] == ' ' && len > 2)
			return FALSE;
	return TRUE;
}

static gboolean stands_beside(const char *plain, DscSpan a, DscSpan b)
{
	if (dsc_span_overlaps(a, b))
		return TRUE;
	DscSpan between = { MIN(a.end, b.end), MAX(a.start, b.start) };
	return is_one_thought(plain, between);
}

static const DscFinding *find_patient_word(const char *plain, const DscFinding *name,
					   const GPtrArray *noted)
{
	for (guint i = 0; i < noted->len; i++) {
		const DscFinding *note = g_ptr_array_index(noted, i);
		if ((note->rule->notes & DSC_NOTE_PATIENT) != 0 &&
		    note->likelihood >= NOTE_LIKELIHOOD &&
		    stands_beside(plain, name->span, note->span))
			return note;
	}
	return NULL;
}

static gboolean is_staff(const DscScanned *scanned, const char *plain, DscSpan span)
{
	DscName name = dsc_name_read(plain + span.start, dsc_span_length(span));
	return dsc_staff_has(scanned->staff, &name) ||
	       (scanned->context != NULL && dsc_staff_has(scanned->context->staff, &name));
}

static void weigh_staff(const DscScanned *scanned, DscFinding *finding, const GPtrArray *noted)
{
	const char *plain = dsc_text_plain(scanned->text, NULL);
	if (!is_staff(scanned, plain, finding->span))
		return;
	finding->evidence.is_staff = TRUE;
	const DscFinding *cue = find_patient_word(plain, finding, noted);
	if (cue == NULL)
		finding->likelihood *= DSC_STAFF_FACTOR;
	else if (finding->evidence.raised_by == NULL)
		finding->evidence.raised_by =
			g_strndup(plain + cue->span.start, dsc_span_length(cue->span));
}

static gboolean knows_staff(const DscScanned *scanned)
{
	return scanned->staff != NULL || (scanned->context != NULL && scanned->context->staff);
}

guint dsc_context_weigh(const DscScanned *scanned)
{
	g_autoptr(GPtrArray) noted =
		g_ptr_array_new_with_free_func((GDestroyNotify)dsc_finding_free);
	const DscContext *context = scanned->context;
	guint notes = take_notes(scanned->findings, context, noted);
	guint known = notes;
	if (context != NULL && context->conversation != NULL)
		known |= dsc_conversation_notes(context->conversation);
	drop_harmless(scanned->findings, context, known);
	for (guint i = 0; i < scanned->findings->len; i++) {
		DscFinding *finding = g_ptr_array_index(scanned->findings, i);
		weigh_label(finding, noted, dsc_text_plain(scanned->text, NULL));
		if (!dsc_finding_names_patient(finding))
			continue;
		weigh_word(finding, noted);
		if (is_inside(noted, DSC_NOTE_INTRODUCED, finding->span))
			finding->likelihood *= DSC_OWN_FACTOR;
		if (knows_staff(scanned))
			weigh_staff(scanned, finding, noted);
	}
	if ((notes & (DSC_NOTE_NOBODY | DSC_NOTE_MADE_UP)) != 0)
		weigh_nobody(scanned, noted);
	if ((notes & DSC_NOTE_THING) != 0)
		weigh_thing(scanned);
	return notes;
}
