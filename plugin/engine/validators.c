/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/validators.h"

#include <stdlib.h>
#include <string.h>

#include "engine/checksum.h"
#include "engine/dates.h"
#include "engine/national.h"

/* Payment cards and others. Source: ISO/IEC 7812-1:2017, annex B; 8 to 19 digits. */
static gboolean is_luhn(const char *text, gsize len)
{
	DscNumber number;

	return dsc_number_read(text, len, &number) && number.len >= 8 && number.len <= 19 &&
	       dsc_all_digits(number.chars) && dsc_luhn(number.chars);
}

/* Payment cards of the schemes in use, by first digits and length. Source: ISO/IEC 7812-1:2017 and
 * its issuers: 3 travel, 4 and 5 banks, 6 merchandise and the Shetab network of Iran. */
static gboolean is_card(const char *text, gsize len)
{
	DscNumber number;

	if (!is_luhn(text, len) || !dsc_number_read(text, len, &number))
		return FALSE;
	switch (number.chars[0]) {
	case '3':
		return number.len == (strchr("47", number.chars[1]) != NULL ? 15 : 14) ||
		       (number.chars[1] == '5' && number.len == 16);
	case '2':
	case '5':
	case '6':
	case '9':
		return number.len == 16;
	case '4':
		return number.len == 13 || number.len == 16 || number.len == 19;
	default:
		return FALSE;
	}
}

/* Bank account. Source: ISO 13616-1:2020 and its registry of lengths; ISO 7064 MOD 97-10. */
static gboolean is_iban(const char *text, gsize len)
{
	DscNumber number;

	return dsc_number_read(text, len, &number) && dsc_iban(number.chars);
}

/* A day that exists. Source: see dates.h. */
static gboolean is_date(const char *text, gsize len)
{
	return dsc_is_date(text, len);
}

/* How long the address is in @text: a port or a prefix length may stand behind it. */
static gsize without_tail(const char *text, gsize len)
{
	gsize at = len;

	while (at > 0 && g_ascii_isdigit(text[at - 1]) && len - at < 5)
		at--;
	return at > 0 && at < len && (text[at - 1] == ':' || text[at - 1] == '/') ? at - 1 : len;
}

/* IPv4 address. Source: RFC 6943, section 3.1.1, the strict form: four decimal octets;
 * zeros before them do no harm. */
static gboolean is_ipv4(const char *text, gsize len)
{
	int n_octets = 0;

	len = without_tail(text, len);
	for (gsize i = 0; i <= len; i++) {
		int octet = 0;
		gsize start = i;

		for (; i < len && g_ascii_isdigit(text[i]) && i - start < 3; i++)
			octet = octet * 10 + (text[i] - '0');
		if (i == start || octet > 255 || (i < len && text[i] != '.'))
			return FALSE;
		n_octets++;
	}
	return n_octets == 4;
}

/* One group of up to four hexadecimal digits at @at; FALSE if there is none. */
static gboolean read_group(const char *text, gsize len, gsize *at)
{
	gsize start = *at;

	while (*at < len && g_ascii_isxdigit(text[*at]) && *at - start < 4)
		(*at)++;
	return *at > start;
}

/* IPv6 address without embedded IPv4. Source: RFC 4291, section 2.2: eight groups, or fewer with
 * one
 * "::" in the place of the missing ones. The loopback and unspecified ones are nobody's. */
static gboolean is_ipv6(const char *text, gsize len)
{
	gsize at = 0;
	int n_groups = 0;
	gboolean gap = len > 1 && text[0] == ':' && text[1] == ':';

	if (gap)
		at = 2;
	while (at < len && read_group(text, len, &at)) {
		n_groups++;
		if (at == len)
			break;
		if (text[at++] != ':' || at == len)
			return gap && at == len && n_groups > 1;
		if (text[at] == ':') {
			if (gap)
				return FALSE;
			gap = TRUE;
			at++;
		}
	}
	return at == len && (gap ? n_groups >= 2 && n_groups <= 7 : n_groups == 8);
}

/* Ages that identify by themselves, up to the oldest anybody has reached. Source: 45 CFR
 * 164.514(b)(2)(i)(C). */
static gboolean is_age_over_89(const char *text, gsize len)
{
	DscNumber number;
	int age;

	if (!dsc_number_read(text, len, &number) || number.len < 2 || number.len > 3 ||
	    !dsc_all_digits(number.chars))
		return FALSE;
	age = atoi(number.chars);
	return age >= 90 && age <= 125;
}

/* In the order of their names. */
#define VALIDATORS(X)                                                                              \
	X("age-over-89", is_age_over_89)                                                           \
	X("card", is_card)                                                                         \
	X("date", is_date)                                                                         \
	X("dea-us", dsc_is_dea_us)                                                                 \
	X("dni-es", dsc_is_dni_es)                                                                 \
	X("iban", is_iban)                                                                         \
	X("ihi-au", dsc_is_ihi_au)                                                                 \
	X("ipv4", is_ipv4)                                                                         \
	X("ipv6", is_ipv6)                                                                         \
	X("kvnr-de", dsc_is_kvnr_de)                                                               \
	X("luhn", is_luhn)                                                                         \
	X("mbi-us", dsc_is_mbi_us)                                                                 \
	X("medicare-au", dsc_is_medicare_au)                                                       \
	X("melli-ir", dsc_is_melli_ir)                                                             \
	X("mod11-nhs", dsc_is_mod11_nhs)                                                           \
	X("naf-es", dsc_is_naf_es)                                                                 \
	X("nie-es", dsc_is_nie_es)                                                                 \
	X("nino-uk", dsc_is_nino_uk)                                                               \
	X("nir-fr", dsc_is_nir_fr)                                                                 \
	X("npi-us", dsc_is_npi_us)                                                                 \
	X("ohip-ca", dsc_is_ohip_ca)                                                               \
	X("phn-bc", dsc_is_phn_bc)                                                                 \
	X("ramq-ca", dsc_is_ramq_ca)                                                               \
	X("rvnr-de", dsc_is_rvnr_de)                                                               \
	X("sin-ca", dsc_is_sin_ca)                                                                 \
	X("ssn-us", dsc_is_ssn_us)                                                                 \
	X("steuerid-de", dsc_is_steuerid_de)                                                       \
	X("tckn-tr", dsc_is_tckn_tr)

#define NAME(name, function)  name,
#define CHECK(name, function) function,

static const char *const names[] = { VALIDATORS(NAME) NULL };
static const DscValidator checks[] = { VALIDATORS(CHECK) };

DscValidator dsc_validator_find(const char *name)
{
	g_return_val_if_fail(name != NULL, NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(checks); i++)
		if (g_str_equal(name, names[i]))
			return checks[i];
	return NULL;
}

const char *const *dsc_validator_names(void)
{
	return names;
}
