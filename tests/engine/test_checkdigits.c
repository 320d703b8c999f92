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

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/checkdigits/valid", test_valid);
	g_test_add_func("/checkdigits/changed-digit", test_changed_digit);
	g_test_add_func("/checkdigits/wrong-length", test_wrong_length);
	g_test_add_func("/checkdigits/separators", test_separators);
	return g_test_run();
}
