/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/check.h"
#include "policy/evidence.h"

/* What stands around a stretch of text. */
typedef struct {
	const char *before;
	const char *after;
} Mark;

typedef struct {
	Mark found;
	Mark heading;
} Style;

/* Underlined as well as red: colour alone says nothing to some. Without a terminal the
 * marks are those that rule files use in their cases. */
static const Style in_colour = { { "\033[4;31m", "\033[0m" }, { "\033[1m", "\033[0m" } };
static const Style in_text = { { "[[", "]]" }, { "", "" } };

/* Control characters could make a terminal do things, so they are shown by their number. */
static void append_harmless(GString *out, const char *text, gsize len)
{
	const char *end = text + len;
	while (text < end) {
		gunichar c = g_utf8_get_char(text);
		const char *next = g_utf8_next_char(text);
		if (g_unichar_iscntrl(c) && c != '\n' && c != '\t')
			g_string_append_printf(out, "\\u{%04X}", c);
		else
			g_string_append_len(out, text, next - text);
		text = next;
	}
}

static void append_valid(GString *out, const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	append_harmless(out, valid, strlen(valid));
}

static void append_marked(GString *out, const char *text, DscSpan span, Mark mark)
{
	g_string_append(out, mark.before);
	append_harmless(out, text + span.start, dsc_span_length(span));
	g_string_append(out, mark.after);
}

static gboolean speaks(const DscDecision *decision, guint index)
{
	return dsc_decision_verdict_of(decision, index) > DSC_VERDICT_PASS;
}

/* The stretch that begins with finding *@index and takes in all that overlap it. */
static DscSpan next_stretch(const DscDecision *decision, guint *index)
{
	const GPtrArray *findings = dsc_report_findings(dsc_decision_report(decision));
	DscSpan stretch = ((const DscFinding *)findings->pdata[(*index)++])->span;
	for (; *index < findings->len; (*index)++) {
		const DscFinding *finding = findings->pdata[*index];
		if (!speaks(decision, *index))
			continue;
		if (finding->span.start >= stretch.end)
			break;
		stretch.end = MAX(stretch.end, finding->span.end);
	}
	return stretch;
}

static void append_message(GString *out, const DscDecision *decision, const Style *style)
{
	const DscReport *report = dsc_decision_report(decision);
	const GPtrArray *findings = dsc_report_findings(report);
	gsize len;
	const char *plain = dsc_text_plain(dsc_report_text(report), &len);
	gsize done = 0;
	guint i = 0;
	while (i < findings->len) {
		if (!speaks(decision, i)) {
			i++;
			continue;
		}
		DscSpan stretch = next_stretch(decision, &i);
		append_harmless(out, plain + done, stretch.start - done);
		append_marked(out, plain, stretch, style->found);
		done = stretch.end;
	}
	append_harmless(out, plain + done, len - done);
	g_string_append_c(out, '\n');
}

static void append_codes(GString *out, const DscRule *rule)
{
	for (guint i = 0; i < rule->codes->len; i++) {
		const DscCode *code = rule->codes->pdata[i];
		g_string_append_printf(out, _("  Code: %s, %s (%s)\n"), code->id, code->title,
				       code->source);
	}
}

static const char *say_verdict(DscVerdict verdict)
{
	switch (verdict) {
	case DSC_VERDICT_HINT:
		/* TRANSLATORS: said of what was found, after a dash; so are the next three */
		return _("worth a thought");
	case DSC_VERDICT_HOLD:
		return _("waits for you");
	case DSC_VERDICT_BLOCK:
		return _("may not leave");
	default:
		return _("fine");
	}
}

static void append_title(GString *out, const DscDecision *decision, guint index, const Style *style)
{
	const DscReport *report = dsc_decision_report(decision);
	const DscFinding *finding = dsc_report_findings(report)->pdata[index];
	g_string_append_printf(out, "\n%s%s%s: ", style->heading.before, finding->rule->title,
			       style->heading.after);
	const char *plain = dsc_text_plain(dsc_report_text(report), NULL);
	append_harmless(out, plain + finding->span.start, dsc_span_length(finding->span));
	g_string_append_printf(out, " – %s\n",
			       say_verdict(dsc_decision_verdict_of(decision, index)));
}

static void append_finding(GString *out, const DscDecision *decision, guint index)
{
	const DscFinding *finding =
		dsc_report_findings(dsc_decision_report(decision))->pdata[index];
	g_string_append_printf(out, _("  Why: %s\n"), finding->rule->explanation);
	g_string_append_printf(out, _("  Better: %s\n"), finding->rule->better);
	append_codes(out, finding->rule);
	g_autofree char *evidence = dsc_decision_evidence_text(decision, index);
	/* TRANSLATORS: sentences follow: "The rule name-full found it. …" */
	g_string_append(out, _("  Evidence: "));
	append_harmless(out, evidence, strlen(evidence));
	g_string_append_c(out, '\n');
}

static void append_sentences(GString *out, const DscDecision *decision, guint index)
{
	g_autoptr(GPtrArray) sentences = dsc_decision_evidence(decision, index);
	for (guint i = 0; i < sentences->len; i++) {
		const char *sentence = sentences->pdata[i];
		g_string_append(out, "  ");
		append_harmless(out, sentence, strlen(sentence));
		g_string_append_c(out, '\n');
	}
}

static const char *say_outcome(const DscDecision *decision)
{
	switch (dsc_decision_verdict(decision)) {
	case DSC_VERDICT_HINT:
		return _("The message leaves, with a hint.");
	case DSC_VERDICT_HOLD:
		return _("The message waits for you before it leaves.");
	case DSC_VERDICT_BLOCK:
		return _("The message may not leave like this.");
	default:
		return _("Nothing found. The message leaves.");
	}
}

static gboolean redacts_at_all(const DscDecision *decision, DscRedaction redaction)
{
	const GPtrArray *findings = dsc_report_findings(dsc_decision_report(decision));
	for (guint i = 0; i < findings->len; i++) {
		if (dsc_decision_redacts(decision, i, redaction))
			return TRUE;
	}
	return FALSE;
}

static gboolean speaks_at_all(const DscDecision *decision)
{
	const GPtrArray *findings = dsc_report_findings(dsc_decision_report(decision));
	for (guint i = 0; i < findings->len; i++) {
		if (speaks(decision, i))
			return TRUE;
	}
	return FALSE;
}

static void append_redacted(GString *out, const DscDecision *decision, DscRedaction redaction,
			    const Style *style)
{
	g_autofree char *redacted = dsc_decision_redact(decision, redaction);
	if (redacted == NULL)
		return;
	const char *heading =
		redaction == DSC_REDACTION_TEACHING ? _("Redacted for teaching") : _("Redacted");
	g_string_append_printf(out, "\n%s%s%s\n", style->heading.before, heading,
			       style->heading.after);
	append_valid(out, redacted);
	g_string_append_c(out, '\n');
}

static void append_outcome(GString *out, const DscDecision *decision)
{
	DscLimit limits = dsc_decision_limits(decision);
	if ((limits & DSC_LIMIT_RULES) != 0)
		g_string_append_printf(
			out, "%s\n",
			_("Not all rules could be loaded, so it is not proven clean."));
	if ((limits & ~(guint)DSC_LIMIT_RULES) != 0)
		g_string_append_printf(
			out, "%s\n",
			_("It could not be read to its end, so it is not proven clean."));
	g_string_append_printf(out, "%s\n", say_outcome(decision));
}

void dsc_print_decision(const DscDecision *decision, DscRedaction redaction, gboolean colour,
			GString *out)
{
	const Style *style = colour ? &in_colour : &in_text;
	if (speaks_at_all(decision)) {
		append_message(out, decision, style);
		guint n_findings = dsc_report_findings(dsc_decision_report(decision))->len;
		for (guint i = 0; i < n_findings; i++) {
			if (!speaks(decision, i))
				continue;
			append_title(out, decision, i, style);
			append_finding(out, decision, i);
		}
	}
	if (speaks_at_all(decision) || redacts_at_all(decision, redaction)) {
		append_redacted(out, decision, redaction, style);
		g_string_append_c(out, '\n');
	}
	append_outcome(out, decision);
}

void dsc_print_explanation(const DscDecision *decision, gboolean colour, GString *out)
{
	const Style *style = colour ? &in_colour : &in_text;
	guint n_findings = dsc_report_findings(dsc_decision_report(decision))->len;
	if (n_findings > 0) {
		append_message(out, decision, style);
		for (guint i = 0; i < n_findings; i++) {
			append_title(out, decision, i, style);
			append_sentences(out, decision, i);
		}
		g_string_append_c(out, '\n');
	}
	append_outcome(out, decision);
}
