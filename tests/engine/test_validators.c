/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/validators.h"

#include <string.h>

#define MAX_NUMBER 40

static gboolean passes(const char *validator, const char *text)
{
	DscValidator check = dsc_validator_find(validator);

	g_assert_nonnull(check);
	return check(text, strlen(text));
}

/* Makers of numbers. Each reckons its check digits in another way than the plugin does:
 * by trying all of them against the definition, or by long division. */
static void random_digits(char *out, int n)
{
	for (int i = 0; i < n; i++)
		out[i] = (char)g_test_rand_int_range('0', '9' + 1);
	out[n] = '\0';
}

static void random_from(char *out, const char *first)
{
	*out = first[g_test_rand_int_range(0, (int)strlen(first))];
}

static int remainder_of(const char *digits, int modulus)
{
	int rest = 0;

	for (; *digits != '\0'; digits++)
		rest = (rest * 10 + *digits - '0') % modulus;
	return rest;
}

/* Appends Luhn's digit to @out. @carried: what digits left of it add. */
static void append_luhn(char *out, int carried)
{
	static const int doubled[] = { 0, 2, 4, 6, 8, 1, 3, 5, 7, 9 };
	int n = (int)strlen(out), sum = carried;

	for (int i = 0; i < n; i++)
		sum += (n - i) % 2 == 1 ? doubled[out[i] - '0'] : out[i] - '0';
	out[n] = (char)('0' + (1000 - sum) % 10);
	out[n + 1] = '\0';
}

static void make_luhn(char *out)
{
	random_digits(out, 15);
	append_luhn(out, 0);
}

static void make_npi(char *out)
{
	random_digits(out, 9);
	random_from(out, "12");
	append_luhn(out, 24); /* what 80840 adds, as CMS gives it */
}

static void make_sin(char *out)
{
	random_digits(out, 8);
	random_from(out, "1234567");
	append_luhn(out, 0);
}

static void make_ohip(char *out)
{
	random_digits(out, 9);
	random_from(out, "123456789");
	append_luhn(out, 0);
}

static void make_iban(char *out)
{
	char body[23], division[40];

	random_digits(body, 22);
	g_snprintf(division, sizeof(division), "%s292700", body); /* T and R are 29 and 27 */
	g_snprintf(out, MAX_NUMBER, "TR%02d%s", 98 - remainder_of(division, 97), body);
}

/* Tries all last digits until the ten, weighted 10 to 1, add up to a multiple of 11. */
static void make_nhs(char *out)
{
	for (;;) {
		random_digits(out, 10);
		for (out[9] = '0'; out[9] <= '9'; out[9]++) {
			int sum = 0;

			for (int i = 0; i < 10; i++)
				sum += (10 - i) * (out[i] - '0');
			if (sum % 11 == 0)
				return;
		}
	}
}

static void make_dea(char *out)
{
	random_digits(out, 9);
	random_from(out, "ABFM");
	random_from(out + 1, "ABCXYZ9");
	out[8] = (char)('0' + (out[2] - '0' + out[4] - '0' + out[6] - '0' +
			       2 * (out[3] - '0' + out[5] - '0' + out[7] - '0')) %
				      10);
}

static void make_melli(char *out)
{
	static const char controls[] = "01987654321"; /* for rests from 0 to 10 */
	int sum = 0;

	random_digits(out, 10);
	out[0] = '0';
	out[1] = '1';
	out[2] = '2';
	for (int place = 10; place >= 2; place--)
		sum += place * (out[10 - place] - '0');
	out[9] = controls[sum % 11];
}

static void make_tckn(char *out)
{
	int odd = 0, even = 0;

	random_digits(out, 11);
	random_from(out, "123456789");
	for (int i = 0; i < 9; i++)
		*(i % 2 == 0 ? &odd : &even) += out[i] - '0';
	out[9] = (char)('0' + (7 * odd + 9 * even) % 10); /* 9 is as good as -1 */
	out[10] = (char)('0' + (odd + even + out[9] - '0') % 10);
}

static void make_kvnr(char *out)
{
	char digits[12];

	random_digits(out, 9);
	random_from(out, "ABCJKLTZ");
	g_snprintf(digits, sizeof(digits), "%02d%s", *out - 'A' + 1, out + 1);
	/* The weights are Luhn's, but the digit is the sum itself, not what it lacks. */
	append_luhn(digits, 0);
	out[9] = (char)('0' + (10 - (digits[10] - '0')) % 10);
	out[10] = '\0';
}

static void shuffle(char *chars, int n)
{
	for (int i = n - 1; i > 0; i--) {
		int j = g_test_rand_int_range(0, i + 1);
		char kept = chars[i];

		chars[i] = chars[j];
		chars[j] = kept;
	}
}

/* ISO 7064 defines: with the check digit added, the recursion ends at 1. */
static gboolean ends_at_one(const char *digits)
{
	int p = 10, s = 0;

	for (; *digits != '\0'; digits++) {
		s = p + *digits - '0';
		p = (s % 10 == 0 ? 10 : s % 10) * 2 % 11;
	}
	return s % 10 == 1;
}

static void make_steuerid(char *out)
{
	char digits[] = "1234567890";

	do {
		shuffle(digits, 10);
	} while (digits[0] == '0' || digits[9] == '0');
	digits[9] = digits[g_test_rand_int_range(0, 9)]; /* one twice, one not at all */
	for (char check = '0'; check <= '9'; check++) {
		g_snprintf(out, MAX_NUMBER, "%s%c", digits, check);
		if (ends_at_one(out))
			return;
	}
	g_assert_not_reached();
}

static void make_nir(char *out)
{
	char body[14];

	random_digits(body, 13);
	random_from(body, "12");
	g_snprintf(out, MAX_NUMBER, "%s%02d", body, 97 - remainder_of(body, 97));
}

/* 2A reckons as 19, and 2B as 18. */
static void make_nir_corsica(char *out)
{
	char body[14];
	gboolean north = g_test_rand_bit();

	random_digits(body, 13);
	random_from(body, "12");
	memcpy(body + 5, north ? "18" : "19", 2);
	g_snprintf(out, MAX_NUMBER, "%s%02d", body, 97 - remainder_of(body, 97));
	memcpy(out + 5, north ? "2B" : "2A", 2);
}

static const char nif_letters[] = "TRWAGMYFPDXBNJZSQVHLCKE";

static void make_dni(char *out)
{
	random_digits(out, 8);
	out[8] = nif_letters[remainder_of(out, 23)];
	out[9] = '\0';
}

static void make_nie(char *out)
{
	random_digits(out, 8);
	random_from(out, "012");
	out[8] = nif_letters[remainder_of(out, 23)];
	out[9] = '\0';
	out[0] = (char)(out[0] + ('X' - '0'));
}

static void make_medicare(char *out)
{
	int sum = 0;

	random_digits(out, 10);
	random_from(out, "23456");
	for (int i = 0; i < 8; i += 4)
		sum += out[i] - '0' + 3 * (out[i + 1] - '0') + 7 * (out[i + 2] - '0') -
		       (out[i + 3] - '0');
	out[8] = (char)('0' + (sum + 100) % 10);
}

/* Within [from, to) the scheme promises to notice that one digit is another one. */
static const struct {
	const char *name;
	void (*make)(char *out);
	int from, to;
} schemes[] = {
	{ "luhn", make_luhn, 0, 16 },
	{ "iban", make_iban, 2, 26 },
	{ "mod11-nhs", make_nhs, 0, 10 },
	{ "npi-us", make_npi, 0, 10 },
	{ "dea-us", make_dea, 8, 9 },
	{ "melli-ir", make_melli, 9, 10 },
	{ "tckn-tr", make_tckn, 0, 11 },
	{ "kvnr-de", make_kvnr, 1, 10 },
	{ "steuerid-de", make_steuerid, 0, 11 },
	{ "nir-fr", make_nir, 0, 15 },
	{ "nir-fr", make_nir_corsica, 0, 15 },
	{ "dni-es", make_dni, 0, 8 },
	{ "nie-es", make_nie, 1, 8 },
	{ "sin-ca", make_sin, 0, 9 },
	{ "ohip-ca", make_ohip, 0, 10 },
	{ "medicare-au", make_medicare, 0, 9 },
};

#define ROUNDS 50

static void test_valid(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++) {
		for (int round = 0; round < ROUNDS; round++) {
			char number[MAX_NUMBER];

			schemes[i].make(number);
			g_test_message("%s %s", schemes[i].name, number);
			g_assert_true(passes(schemes[i].name, number));
		}
	}
}

static void test_changed_digit(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++) {
		for (int round = 0; round < ROUNDS; round++) {
			char number[MAX_NUMBER];

			schemes[i].make(number);
			for (int place = schemes[i].from; place < schemes[i].to; place++) {
				char right = number[place];

				if (!g_ascii_isdigit(right))
					continue;
				for (char c = '0'; c <= '9'; c++) {
					number[place] = c;
					if (passes(schemes[i].name, number) != (c == right))
						g_test_message("%s %s, rightly %c", schemes[i].name,
							       number, right);
					g_assert_cmpint(passes(schemes[i].name, number), ==,
							c == right);
				}
				number[place] = right;
			}
		}
	}
}

static void test_wrong_length(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++) {
		char number[MAX_NUMBER];
		g_autofree char *longer = NULL;

		if (g_str_equal(schemes[i].name, "luhn"))
			continue; /* may have any length from 8 to 19, see the cases */
		schemes[i].make(number);
		longer = g_strconcat(number, "11", NULL);
		g_test_message("%s %s", schemes[i].name, number);
		g_assert_false(passes(schemes[i].name, longer));
		number[strlen(number) - 2] = '\0';
		g_assert_false(passes(schemes[i].name, number));
		g_assert_false(passes(schemes[i].name, ""));
	}
}

static void test_separators(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++) {
		char number[MAX_NUMBER];
		g_autofree char *parted = NULL;
		g_autofree char *lower = NULL;
		g_autofree char *foreign = NULL;

		schemes[i].make(number);
		parted = g_strdup_printf(" %.3s %.2s-%.1s/%.1s.%s", number, number + 3, number + 5,
					 number + 6, number + 7);
		lower = g_ascii_strdown(number, -1);
		foreign = g_strdup_printf("%.3s_%s", number, number + 3);
		g_test_message("%s %s", schemes[i].name, parted);
		g_assert_true(passes(schemes[i].name, parted));
		g_assert_true(passes(schemes[i].name, lower));
		g_assert_false(passes(schemes[i].name, foreign));
	}
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
	g_test_add_func("/validators/valid", test_valid);
	g_test_add_func("/validators/changed-digit", test_changed_digit);
	g_test_add_func("/validators/wrong-length", test_wrong_length);
	g_test_add_func("/validators/separators", test_separators);
	g_test_add_func("/validators/cases", test_cases);
	g_test_add_func("/validators/odd-bytes", test_odd_bytes);
	g_test_add_func("/validators/names", test_names);
	return g_test_run();
}
