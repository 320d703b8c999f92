/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/taxonomy.h"

static const char *const families[DSC_N_FAMILIES] = {
	[DSC_FAMILY_CONF] = "CONF",
	[DSC_FAMILY_ADVERT] = "ADVERT",
	[DSC_FAMILY_IDENT] = "IDENT",
	[DSC_FAMILY_RESPECT] = "RESPECT",
	[DSC_FAMILY_COLLEAGUE] = "COLLEAGUE",
	[DSC_FAMILY_ADVICE] = "ADVICE",
	[DSC_FAMILY_BOUNDARY] = "BOUNDARY",
	[DSC_FAMILY_RUMOUR] = "RUMOUR",
	[DSC_FAMILY_EVIDENCE] = "EVIDENCE",
	[DSC_FAMILY_COPYRIGHT] = "COPYRIGHT",
	[DSC_FAMILY_PROPRIETARY] = "PROPRIETARY",
	[DSC_FAMILY_PRIVACY] = "PRIVACY",
	[DSC_FAMILY_AUDIENCE] = "AUDIENCE",
};

static const char *const types[DSC_N_TYPES] = {
	[DSC_TYPE_NAME] = "NAME",   [DSC_TYPE_DATE] = "DATE",	[DSC_TYPE_AGE] = "AGE",
	[DSC_TYPE_PHONE] = "PHONE", [DSC_TYPE_EMAIL] = "EMAIL", [DSC_TYPE_URL] = "URL",
	[DSC_TYPE_IP] = "IP",	    [DSC_TYPE_ID] = "ID",	[DSC_TYPE_ADDRESS] = "ADDRESS",
	[DSC_TYPE_ORG] = "ORG",	    [DSC_TYPE_BED] = "BED",	[DSC_TYPE_OTHER] = "OTHER",
	[DSC_TYPE_QUASI] = "QUASI", [DSC_TYPE_TERM] = "TERM",
};

static const char *const settings[DSC_N_SETTINGS] = {
	[DSC_SETTING_DIRECT] = "direct",
	[DSC_SETTING_GROUP_CHAT] = "group-chat",
	[DSC_SETTING_PUBLIC_ROOM] = "public-room",
};

static const char *const verdicts[DSC_N_VERDICTS] = {
	[DSC_VERDICT_PASS] = "pass",
	[DSC_VERDICT_HINT] = "hint",
	[DSC_VERDICT_HOLD] = "hold",
	[DSC_VERDICT_BLOCK] = "block",
};

/* -1 if @name is none of @names. */
static int index_of(const char *name, const char *const *names, int n_names)
{
	g_return_val_if_fail(name != NULL, -1);

	for (int i = 0; i < n_names; i++)
		if (g_str_equal(name, names[i]))
			return i;
	return -1;
}

const char *dsc_family_name(DscFamily family)
{
	g_return_val_if_fail((guint)family < DSC_N_FAMILIES, NULL);

	return families[family];
}

const char *dsc_type_name(DscType type)
{
	g_return_val_if_fail((guint)type < DSC_N_TYPES, NULL);

	return types[type];
}

const char *dsc_setting_name(DscSetting setting)
{
	g_return_val_if_fail((guint)setting < DSC_N_SETTINGS, NULL);

	return settings[setting];
}

const char *dsc_verdict_name(DscVerdict verdict)
{
	g_return_val_if_fail((guint)verdict < DSC_N_VERDICTS, NULL);

	return verdicts[verdict];
}

gboolean dsc_family_from_name(const char *name, DscFamily *family)
{
	int found = index_of(name, families, DSC_N_FAMILIES);

	if (found >= 0)
		*family = (DscFamily)found;
	return found >= 0;
}

gboolean dsc_type_from_name(const char *name, DscType *type)
{
	int found = index_of(name, types, DSC_N_TYPES);

	if (found >= 0)
		*type = (DscType)found;
	return found >= 0;
}

gboolean dsc_setting_from_name(const char *name, DscSetting *setting)
{
	int found = index_of(name, settings, DSC_N_SETTINGS);

	if (found >= 0)
		*setting = (DscSetting)found;
	return found >= 0;
}

gboolean dsc_verdict_from_name(const char *name, DscVerdict *verdict)
{
	int found = index_of(name, verdicts, DSC_N_VERDICTS);

	if (found >= 0)
		*verdict = (DscVerdict)found;
	return found >= 0;
}
