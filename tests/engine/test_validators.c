/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/validators.h"

#include <string.h>

static gboolean passes(const char *validator, const char *text)
{
	DscValidator check = dsc_validator_find(validator);

	g_assert_nonnull(check);
	return check(text, strlen(text));
}

static void test_cases(void)
{
	static const struct {
		const char *name, *text;
		gboolean valid;
	} cases[] = {
		{ "luhn", "00000018", TRUE },
		{ "luhn", "0000018", FALSE }, /* too short, though it checks */
		{ "luhn", "1000000000000000009", TRUE },
		{ "luhn", "1000000000000000008", FALSE },
		{ "luhn", "01000000000000000009", FALSE }, /* too long */
		{ "luhn", "0000001a", FALSE },
		{ "iban", "GB82 WEST 1234 5698 7654 32", TRUE },
		{ "iban", "GB82 WEST 1234 5698 7654 33", FALSE },
		{ "iban", "GB82 WEST 1234 5698 7654", FALSE },
		{ "iban", "8282 1234 5698 7654 32", FALSE },
		{ "mod11-nhs", "943 476 5919", TRUE },
		{ "mod11-nhs", "943 476 5910", FALSE },
		{ "ssn-us", "219-09-9999", TRUE },
		{ "ssn-us", "000-12-3456", FALSE },
		{ "ssn-us", "666-12-3456", FALSE },
		{ "ssn-us", "900-12-3456", FALSE },
		{ "ssn-us", "123-00-4567", FALSE },
		{ "ssn-us", "123-45-0000", FALSE },
		{ "ssn-us", "123-45-678", FALSE },
		{ "mbi-us", "2AC3-DE4-FG56", TRUE },
		{ "mbi-us", "2ac3de4fg56", TRUE },
		{ "mbi-us", "2A03D04FG56", TRUE },
		{ "mbi-us", "0AC3DE4FG56", FALSE },
		{ "mbi-us", "2SC3DE4FG56", FALSE }, /* S looks like 5 */
		{ "mbi-us", "2AC3DE4F156", FALSE },
		{ "mbi-us", "2AC3DE4FG5", FALSE },
		{ "npi-us", "3234567890", FALSE },
		{ "melli-ir", "1111111111", FALSE },
		{ "melli-ir", "0000000000", FALSE },
		{ "tckn-tr", "00000000000", FALSE },
		{ "dea-us", "QB1234563", FALSE },
		{ "dea-us", "AB1234563", TRUE },
		{ "steuerid-de", "12345678903", FALSE }, /* no digit twice */
		{ "ohip-ca", "1234567897 AB", TRUE },
		{ "ohip-ca", "1234567897 A1", FALSE },
		{ "sin-ca", "000 000 000", FALSE },
		{ "sin-ca", "800 000 002", FALSE },
		{ "medicare-au", "7000 00007 1", FALSE },
		{ "date", "31/12/1999", TRUE },
		{ "date", "12/31/1999", TRUE },
		{ "date", "1999-12-31", TRUE },
		{ "date", "31.12.99", TRUE },
		{ "date", "1. 2. 2019", TRUE },
		{ "date", "29/02/2020", TRUE },
		{ "date", "29/02/2019", FALSE },
		{ "date", "29/02/1900", FALSE },
		{ "date", "31/11/2019", FALSE },
		{ "date", "32/12/2019", FALSE },
		{ "date", "13/13/2019", FALSE },
		{ "date", "0/1/2019", FALSE },
		{ "date", "1/2/219", FALSE },
		{ "date", "1/2/2519", FALSE },
		{ "date", "1/2", FALSE },
		{ "date", "1/2/2019/4", FALSE },
		{ "date", "1 2 2019", FALSE },
		{ "date", "1403/12/30", TRUE },	 /* a leap year */
		{ "date", "1402/12/30", FALSE }, /* none */
		{ "date", "1402/12/29", TRUE },
		{ "date", "1402/6/31", TRUE }, /* Jalali only: June has 30 days */
		{ "date", "1402/7/31", FALSE },
		{ "date", "31/6/1402", TRUE },
		{ "date", "31/2/64", TRUE }, /* 1364 */
		{ "ipv4", "192.0.2.255", TRUE },
		{ "ipv4", "192.0.2.256", FALSE },
		{ "ipv4", "192.0.2", FALSE },
		{ "ipv4", "192.0.2.", FALSE },
		{ "ipv4", "192.0.2.1.1", FALSE },
		{ "ipv4", "192.0..2", FALSE },
		{ "ipv4", "0192.0.2.1", FALSE },
		{ "ipv4", "", FALSE },
		{ "ipv4", "192.0.2.1:8080", TRUE },
		{ "ipv4", "192.0.2.0/24", TRUE },
		{ "ipv4", "192.0.2.0/", FALSE },
		{ "ipv4", "/24", FALSE },
		{ "ipv4", "192.0.2.1:123456", FALSE },
		{ "age-over-89", "89", FALSE },
		{ "age-over-89", "90", TRUE },
		{ "age-over-89", "125", TRUE },
		{ "age-over-89", "126", FALSE },
		{ "age-over-89", "9", FALSE },
		{ "age-over-89", "0095", FALSE },
		{ "age-over-89", "9x", FALSE },
		{ "naf-es", "40 55807302 40", TRUE },
		{ "naf-es", "24/83681930/44", FALSE },
		{ "naf-es", "18 36212997 87", TRUE },
		{ "naf-es", "091033224539", FALSE },
		{ "phn-bc", "9323 640 564", TRUE },
		{ "phn-bc", "9241 549 906", FALSE },
		{ "phn-bc", "9454752779", TRUE },
		{ "phn-bc", "9204-056-087", FALSE },
		{ "rvnr-de", "12190157B905", TRUE },
		{ "rvnr-de", "15 310415 Y 318", FALSE },
		{ "rvnr-de", "14120932Y595", TRUE },
		{ "rvnr-de", "15240637B552", FALSE },
		{ "ihi-au", "8003605895254817", TRUE },
		{ "ihi-au", "8003605421247201", FALSE },
		{ "ihi-au", "8003 6003 9547 6200", TRUE },
		{ "ihi-au", "8003607532926127", FALSE },
		{ "nino-uk", "AB 12 34 56 C", TRUE },
		{ "nino-uk", "ab123456d", TRUE },
		{ "nino-uk", "AB123456E", FALSE },
		{ "nino-uk", "DA123456C", FALSE },
		{ "nino-uk", "AO123456C", FALSE },
		{ "nino-uk", "GB123456A", FALSE },
		{ "nino-uk", "AB12345C", FALSE },
		{ "nino-uk", "A1123456C", FALSE },
		{ "ramq-ca", "TREM 9256 1517", TRUE },
		{ "ramq-ca", "TREM92061517", TRUE },
		{ "ramq-ca", "TREM92631517", FALSE },
		{ "ramq-ca", "TREM92501517", FALSE },
		{ "ramq-ca", "TREM92563217", FALSE },
		{ "ramq-ca", "TRE192561517", FALSE },
		{ "ipv6", "2001:db8::1", TRUE },
		{ "ipv6", "2001:0db8:0000:0000:0000:0000:0000:0001", TRUE },
		{ "ipv6", "fe80::a1:2", TRUE },
		{ "ipv6", "2001:db8::", TRUE },
		{ "ipv6", "::1", FALSE },
		{ "ipv6", "::", FALSE },
		{ "ipv6", "1::2::3", FALSE },
		{ "ipv6", "12:30:45", FALSE },
		{ "ipv6", "1:2:3:4:5:6:7", FALSE },
		{ "ipv6", "2001:db8:12345::1", FALSE },
		{ "ipv6", "1:2:3:4:5:6:7:8:9", FALSE },
		{ "ipv6", "fe80:", FALSE },
		{ "card", "4000299364605196", TRUE },
		{ "card", "340000000000017", TRUE },
		{ "card", "6037990000000014", TRUE },
		{ "card", "100000000000017", FALSE },
		{ "card", "40000000000010", FALSE },
		{ "card", "4000299364605190", FALSE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s %s", cases[i].name, cases[i].text);
		g_assert_cmpint(passes(cases[i].name, cases[i].text), ==, cases[i].valid);
	}
}

/* Whatever bytes a pattern lets through, and however many: an answer, never a crash. */
static void test_odd_bytes(void)
{
	const char *const *names = dsc_validator_names();

	for (int round = 0; round < 2000; round++) {
		g_autofree char *text = g_malloc(60); /* exactly, so that a sanitizer sees */
		gsize len = (gsize)g_test_rand_int_range(0, 61);

		for (gsize i = 0; i < len; i++)
			text[i] = g_test_rand_bit() ? (char)g_test_rand_int_range('0', ':')
						    : (char)g_test_rand_int_range(-128, 128);
		for (guint i = 0; names[i] != NULL; i++)
			dsc_validator_find(names[i])(text, len);
	}
}

static void test_names(void)
{
	const char *const *names = dsc_validator_names();

	g_assert_null(dsc_validator_find("no-such-check"));
	g_assert_null(dsc_validator_find(""));
	for (guint i = 0; names[i] != NULL; i++) {
		g_assert_nonnull(dsc_validator_find(names[i]));
		if (i > 0)
			g_assert_cmpstr(names[i - 1], <, names[i]);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/validators/cases", test_cases);
	g_test_add_func("/validators/odd-bytes", test_odd_bytes);
	g_test_add_func("/validators/names", test_names);
	return g_test_run();
}
