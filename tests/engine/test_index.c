/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/index.h"

#include <string.h>

#include "engine/detector.h"
#include "engine/engine.h"
#include "scratch.h"

#define HEAD  "[ruleset]\nformat=1\nfamily=CONF\n"
#define TEXTS "codes=T-1\ntitle=t\nexplanation=e\nbetter=b\nlikelihood=0.9\n"

static const char good[] = HEAD "[rule:record]\ntype=ID\n" TEXTS "pattern=\\bMRN \\d{4}\\b\n"
				"match.1=MRN 1234\nnomatch.1=MRN\n";
static const char other[] = HEAD "[rule:year]\ntype=DATE\n" TEXTS "pattern=\\b19\\d\\d\\b\n"
				 "match.1=1999\nnomatch.1=x\n"
				 "[rule:ward]\ntype=ORG\n" TEXTS "pattern=\\bward \\d\\b\n"
				 "match.1=ward 9\nnomatch.1=ward\n";
static const char broken[] = HEAD "[rule:record]\ntype=ID\n" TEXTS "pattern=\\bMRN (\\d{4}\n"
				  "match.1=MRN 1234\nnomatch.1=MRN\n";

/* --- Helpers -------------------------------------------------------------------------------- */

static Scratch folder_new(const char *rules)
{
	Scratch scratch = scratch_new();
	g_autofree char *codes =
		g_test_build_filename(G_TEST_DIST, "engine", "rules", "codes.conf", NULL);
	scratch_copy(&scratch, "codes.conf", codes);
	scratch_write(&scratch, "it.rules", rules, -1);
	return scratch;
}

static void write_bytes(const Scratch *scratch, GBytes *bytes)
{
	scratch_write(scratch, DSC_INDEX_FILE, g_bytes_get_data(bytes, NULL),
		      (gssize)g_bytes_get_size(bytes));
}

static DscEngine *load(const Scratch *scratch, guint n_problems)
{
	g_autoptr(GPtrArray) problems =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
	DscEngine *engine = dsc_engine_load(scratch->path, problems);
	g_assert_cmpuint(problems->len, ==, n_problems);
	return engine;
}

static GBytes *index_of(const Scratch *scratch)
{
	g_autoptr(DscEngine) engine = load(scratch, 0);
	return dsc_engine_pack_index(engine);
}

static gboolean fits(const DscEngine *engine)
{
	return dsc_rules_packed_gate(dsc_engine_rules(engine)) != NULL;
}

static guint count_found(DscEngine *engine, const char *message, DscLimit *limits)
{
	g_autoptr(DscReport) report =
		dsc_engine_scan(engine, dsc_text_new(message, -1, DSC_FORMAT_PLAIN), NULL);
	*limits = dsc_report_limits(report);
	return dsc_report_findings(report)->len;
}

static void assert_found(DscEngine *engine, const char *message, guint n)
{
	DscLimit limits;
	g_assert_cmpuint(count_found(engine, message, &limits), ==, n);
	g_assert_cmpint(limits, ==, DSC_LIMIT_NONE);
}

/* --- Cases ---------------------------------------------------------------------------------- */

static void test_absent(void)
{
	g_auto(Scratch) scratch = folder_new(good);
	g_autoptr(DscEngine) engine = load(&scratch, 0);
	g_assert_false(fits(engine));
	assert_found(engine, "MRN 1234 and MRN 999", 1);
}

static void test_fits(void)
{
	g_auto(Scratch) scratch = folder_new(good);
	g_autoptr(GBytes) index = index_of(&scratch);
	write_bytes(&scratch, index);
	g_autoptr(DscEngine) engine = load(&scratch, 0);
	g_assert_true(fits(engine));
	assert_found(engine, "MRN 1234 and MRN 999", 1);
	/* Made with an index or without, it is the same. */
	g_autoptr(GBytes) again = dsc_engine_pack_index(engine);
	g_assert_true(g_bytes_equal(index, again));
}

/* A rule file was changed: what it says now counts, faults included. */
static void test_stale(void)
{
	g_auto(Scratch) scratch = folder_new(good);
	g_autoptr(GBytes) index = index_of(&scratch);
	write_bytes(&scratch, index);
	scratch_write(&scratch, "it.rules", other, -1);
	g_autoptr(DscEngine) engine = load(&scratch, 0);
	g_assert_false(fits(engine));
	assert_found(engine, "MRN 1234 in 1999 on ward 9", 2);
	scratch_write(&scratch, "it.rules", broken, -1);
	g_autoptr(DscEngine) faulty = load(&scratch, 1);
	g_assert_cmpuint(dsc_rules_all(dsc_engine_rules(faulty))->len, ==, 0);
}

static void test_renamed(void)
{
	g_auto(Scratch) scratch = folder_new(good);
	g_autoptr(GBytes) index = index_of(&scratch);
	write_bytes(&scratch, index);
	scratch_write(&scratch, "another.rules", HEAD "[define]\nword=ward\n", -1);
	g_autoptr(DscEngine) engine = load(&scratch, 0);
	g_assert_false(fits(engine));
}

static void test_damaged(void)
{
	g_auto(Scratch) scratch = folder_new(good);
	g_autoptr(GBytes) index = index_of(&scratch);
	gsize len = 0;
	const char *data = g_bytes_get_data(index, &len);
	for (gsize at = 0; at < len; at += 1 + len / 40) {
		g_autofree char *changed = g_malloc(len);
		memcpy(changed, data, len);
		changed[at] ^= 0x10;
		scratch_write(&scratch, DSC_INDEX_FILE, changed, (gssize)len);
		g_autoptr(DscEngine) engine = load(&scratch, 0);
		g_assert_false(fits(engine));
		scratch_write(&scratch, DSC_INDEX_FILE, data, (gssize)at);
		g_autoptr(DscEngine) shorter = load(&scratch, 0);
		g_assert_false(fits(shorter));
		assert_found(shorter, "MRN 1234", 1);
	}
}

/* The seal fits and the gate is of other rules: it is made anew. */
static void test_foreign_gate(void)
{
	g_auto(Scratch) scratch = folder_new(good);
	g_auto(Scratch) elsewhere = folder_new(other);
	g_autoptr(DscEngine) mine = load(&scratch, 0);
	g_autoptr(DscEngine) theirs = load(&elsewhere, 0);
	g_autoptr(GBytes) gate = dsc_pattern_detector_pack(dsc_engine_rules(theirs));
	g_autoptr(GBytes) index = dsc_index_pack(dsc_rules_seal(dsc_engine_rules(mine)), gate);
	write_bytes(&scratch, index);
	g_autoptr(DscEngine) engine = load(&scratch, 0);
	assert_found(engine, "MRN 1234 in 1999 on ward 9", 1);
}

/* A pattern that cannot be compiled, whatever the index says, leaves a text unproven. */
static void test_not_good(void)
{
	g_auto(Scratch) scratch = folder_new(broken);
	g_autoptr(DscEngine) faulty = load(&scratch, 1);
	g_auto(Scratch) elsewhere = folder_new(good);
	g_autoptr(DscEngine) fine = load(&elsewhere, 0);
	g_autoptr(GBytes) gate = dsc_pattern_detector_pack(dsc_engine_rules(fine));
	g_autoptr(GBytes) index = dsc_index_pack(dsc_rules_seal(dsc_engine_rules(faulty)), gate);
	write_bytes(&scratch, index);
	g_autoptr(DscEngine) engine = load(&scratch, 0);
	DscLimit limits;
	g_assert_cmpuint(count_found(engine, "MRN 1234", &limits), ==, 0);
	g_assert_cmpint(limits, ==, DSC_LIMIT_MATCH);
	assert_found(engine, "nothing", 0);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/index/absent", test_absent);
	g_test_add_func("/index/fits", test_fits);
	g_test_add_func("/index/stale", test_stale);
	g_test_add_func("/index/renamed", test_renamed);
	g_test_add_func("/index/damaged", test_damaged);
	g_test_add_func("/index/foreign-gate", test_foreign_gate);
	g_test_add_func("/index/not-good", test_not_good);
	return g_test_run();
}
