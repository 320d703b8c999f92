/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Any message, with the rules that are shipped ($DISCRETION_DATA): reading, scanning and
 * redacting do not crash; what was redacted is not found again in what would be sent,
 * unless the same words stood elsewhere too and were no finding there, or stand in what was put
 * in; and a message whose markup was sound keeps every tag.
 */
#include "engine/engine.h"
#include "engine/redact.h"
#include "mutate.h"

#define DEFAULT_N 20000
#define MAX_WORDS 14

static const char *const words[] = {
	"Mr. ",
	"Mrs ",
	"Dr. ",
	"Hollis Arkwright ",
	"mrs vandermeer ",
	"MRN ",
	"0061-2748 ",
	"NHS no. ",
	"943 476 5919 ",
	"DOB 12/03/1961 ",
	"born ",
	"bed 12 ",
	"room 4b ",
	"call ",
	"+44 20 7946 0991 ",
	"020 7946 0018 ",
	"a.b@example.org ",
	"https://example.org/p/77 ",
	"patient ",
	"خانم ",
	"شماره پرونده ",
	"۱۴۰۲۸۸۳۱ ",
	"تخت ۱۲ ",
	"کد ملی ۰۰۱۲۳۴۵۶۷۹ ",
	"\xE2\x80\x8B",
	"\xE2\x80\x8C",
	"\xC2\xAD",
	"\xE2\x80\xAE",
	"Ｍ",
	"\xCC\x81",
	", ",
	". ",
	"\n",
	"1",
	"ي",
	"-",
	"cured ",
	"the best ",
	"100% ",
	NULL,
};

static const char *const markup[] = {
	"<b>",
	"</b>",
	"<i>",
	"</i>",
	"<br>",
	"<br/>",
	"&amp;",
	"&lt;",
	"&#49;",
	"&#x6F1;",
	"&nbsp;",
	"</a>",
	"<font color=\"#ff0000\">",
	"</font>",
	"<a href=\"https://example.org/?q=1\">",
	"<!-- MRN 0061-2748 -->",
	"<img alt=\"bed 12\" title=\"Mr. Hollis\">",
	"&eacute;",
	NULL,
};

static DscEngine *engine;

/* --- Properties ----------------------------------------------------------------------------- */

static gboolean has_finding(const DscReport *report, const DscRule *rule, const char *surface)
{
	const char *plain = dsc_text_plain(dsc_report_text(report), NULL);
	const GPtrArray *findings = dsc_report_findings(report);
	for (guint i = 0; i < findings->len; i++) {
		const DscFinding *finding = g_ptr_array_index(findings, i);
		gsize len = dsc_span_length(finding->span);
		if (finding->rule == rule && len == strlen(surface) &&
		    memcmp(plain + finding->span.start, surface, len) == 0)
			return TRUE;
	}
	return FALSE;
}

static gboolean is_covered(const GPtrArray *findings, DscSpan span)
{
	for (guint i = 0; i < findings->len; i++)
		if (dsc_span_overlaps(((const DscFinding *)findings->pdata[i])->span, span))
			return TRUE;
	return FALSE;
}

/* Whether @surface stands where nothing was found as well: other words around it may make it
 * something there. */
static gboolean stands_uncovered(const DscReport *report, const char *surface)
{
	gsize len = 0;
	const char *plain = dsc_text_plain(dsc_report_text(report), &len);
	gsize surface_len = strlen(surface);
	for (gsize at = 0; at + surface_len <= len; at++) {
		DscSpan span = { at, at + surface_len };
		if (memcmp(plain + at, surface, surface_len) == 0 &&
		    !is_covered(dsc_report_findings(report), span))
			return TRUE;
	}
	return FALSE;
}

/* Whether what was put in for a finding holds the word @surface itself: "[patient]". */
static gboolean is_put_in(const DscReport *report, const char *surface)
{
	const GPtrArray *findings = dsc_report_findings(report);
	for (guint i = 0; i < findings->len; i++) {
		const DscRule *rule = ((const DscFinding *)findings->pdata[i])->rule;
		if (rule->replacement != NULL && strstr(rule->replacement, surface) != NULL)
			return TRUE;
	}
	return FALSE;
}

static void check_gone(const DscReport *report, const DscReport *again, const char *input,
		       gsize len)
{
	const char *plain = dsc_text_plain(dsc_report_text(report), NULL);
	const GPtrArray *findings = dsc_report_findings(report);
	for (guint i = 0; i < findings->len; i++) {
		const DscFinding *finding = g_ptr_array_index(findings, i);
		if (finding->rule->replacement == NULL)
			continue;
		g_autofree char *surface =
			g_strndup(plain + finding->span.start, dsc_span_length(finding->span));
		g_autofree char *property =
			g_strdup_printf("%s is gone once it is redacted", finding->rule->id);
		mutate_check(!has_finding(again, finding->rule, surface) ||
				     stands_uncovered(report, surface) ||
				     is_put_in(report, surface),
			     property, input, len);
	}
}

/* The names of all tags, in order; for markup that is sound. */
static char *tags_of(const char *message)
{
	GString *tags = g_string_new(NULL);
	for (const char *at = strchr(message, '<'); at != NULL; at = strchr(at + 1, '<'))
		g_string_append_len(tags, at, (gssize)strcspn(at, " >"));
	return g_string_free(tags, FALSE);
}

/* Returns: (transfer full) (nullable): what would be sent; NULL if the scan hit a limit */
static char *check(const char *input, gsize len, DscFormat format)
{
	g_autoptr(DscReport) report =
		dsc_engine_scan(engine, dsc_text_new(input, (gssize)len, format), NULL);
	g_autofree char *redacted = dsc_report_redact(report);
	g_autoptr(DscReport) again =
		dsc_engine_scan(engine, dsc_text_new(redacted, -1, format), NULL);
	if (dsc_report_limits(report) != DSC_LIMIT_NONE ||
	    dsc_report_limits(again) != DSC_LIMIT_NONE)
		return NULL;
	check_gone(report, again, input, len);
	return g_steal_pointer(&redacted);
}

static gboolean load(void)
{
	if (engine != NULL)
		return TRUE;
	const char *folder = g_getenv("DISCRETION_DATA");
	g_autoptr(GPtrArray) problems =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
	if (folder != NULL)
		engine = dsc_engine_load(folder, problems);
	return engine != NULL;
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	if (!load())
		return 0;
	g_free(check((const char *)data, size, DSC_FORMAT_PLAIN));
	g_free(check((const char *)data, size, DSC_FORMAT_HTML));
	return 0;
}

#ifndef DSC_LIBFUZZER

/* --- Messages ------------------------------------------------------------------------------- */

/* A sound message: words, with tags and entities between them if it is HTML. */
static GString *compose(GRand *random, DscFormat format)
{
	GString *message = g_string_new(NULL);
	for (int n = g_rand_int_range(random, 1, MAX_WORDS); n > 0; n--) {
		gboolean is_tag = format == DSC_FORMAT_HTML && g_rand_int_range(random, 0, 3) == 0;
		const char *word = mutate_pick(random, is_tag ? markup : words);
		gssize at = (gssize)message->len;
		/* Inside the last word as often as behind it. */
		if (*word != '<' && !is_tag && g_rand_boolean(random) && at > 0 &&
		    g_ascii_isalnum(message->str[at - 1]))
			at--;
		g_string_insert(message, at, word);
	}
	return message;
}

static void run_sound(GRand *random, DscFormat format)
{
	g_autoptr(GString) message = compose(random, format);
	g_autofree char *redacted = check(message->str, message->len, format);
	if (redacted == NULL || format != DSC_FORMAT_HTML)
		return;
	g_autofree char *before = tags_of(message->str);
	g_autofree char *after = tags_of(redacted);
	mutate_check(strcmp(before, after) == 0, "every tag stays", message->str, message->len);
}

static void run_mutated(GRand *random, DscFormat format)
{
	g_autoptr(GString) message = compose(random, format);
	mutate(random, message, format == DSC_FORMAT_HTML ? markup : words);
	g_free(check(message->str, message->len, format));
}

int main(int argc, char **argv)
{
	if (!load()) {
		printf("Bail out! DISCRETION_DATA is not set; \"make check\" does that\n");
		return 1;
	}
	MutateOptions options = mutate_options(argc, argv, DEFAULT_N);
	g_autoptr(GRand) random = g_rand_new_with_seed(options.seed);
	for (guint i = 0; i < options.n; i++) {
		DscFormat format = i % 2 == 0 ? DSC_FORMAT_HTML : DSC_FORMAT_PLAIN;
		if (i % 4 < 2)
			run_sound(random, format);
		else
			run_mutated(random, format);
	}
	guint n_rules = dsc_rules_all(dsc_engine_rules(engine))->len;
	printf("%s 1 - there are rules to scan with\n", n_rules > 0 ? "ok" : "not ok");
	printf("ok 2 - %u messages through %u rules\n1..2\n", options.n, n_rules);
	dsc_engine_unref(engine);
	return n_rules > 0 ? 0 : 1;
}

#endif
