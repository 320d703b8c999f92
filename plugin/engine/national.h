/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/number.h"

/*
 * The numbers that states and their health services give to people. Each is a
 * DscValidator (see validators.h): TRUE if the text has the length, the ranges and
 * the check digits that the source beside its definition asks for.
 */

/* --- America: national_america.c --- */
gboolean dsc_is_ssn_us(const char *text, gsize len);
gboolean dsc_is_mbi_us(const char *text, gsize len);
gboolean dsc_is_npi_us(const char *text, gsize len);
gboolean dsc_is_dea_us(const char *text, gsize len);
gboolean dsc_is_sin_ca(const char *text, gsize len);
gboolean dsc_is_ohip_ca(const char *text, gsize len);
gboolean dsc_is_ramq_ca(const char *text, gsize len);
gboolean dsc_is_phn_bc(const char *text, gsize len);

/* --- Europe: national_europe.c --- */
gboolean dsc_is_mod11_nhs(const char *text, gsize len);
gboolean dsc_is_nino_uk(const char *text, gsize len);
gboolean dsc_is_kvnr_de(const char *text, gsize len);
gboolean dsc_is_steuerid_de(const char *text, gsize len);
gboolean dsc_is_rvnr_de(const char *text, gsize len);
gboolean dsc_is_nir_fr(const char *text, gsize len);
gboolean dsc_is_dni_es(const char *text, gsize len);
gboolean dsc_is_nie_es(const char *text, gsize len);
gboolean dsc_is_naf_es(const char *text, gsize len);

/* --- Iran, Turkey, Australia: national_other.c --- */
gboolean dsc_is_melli_ir(const char *text, gsize len);
gboolean dsc_is_tckn_tr(const char *text, gsize len);
gboolean dsc_is_medicare_au(const char *text, gsize len);
gboolean dsc_is_ihi_au(const char *text, gsize len);
