/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "engine/keyfile.h"
#include "policy/policy_private.h"

#define FORMAT_VERSION 1
#define FAMILY_PREFIX  "family:"

#define DELAY_MS_MAX 10000

static const DscKeyfileKey policy_keys[] = {
	{ "format", DSC_KEYFILE_REQUIRED },
	{ "redact-at", DSC_KEYFILE_PLAIN },
	{ "redact-at.direct", DSC_KEYFILE_PLAIN },
	{ "redact-at.group-chat", DSC_KEYFILE_PLAIN },
	{ "redact-at.public-room", DSC_KEYFILE_PLAIN },
	{ "hint-at", DSC_KEYFILE_PLAIN },
	{ "hint-at.direct", DSC_KEYFILE_PLAIN },
	{ "hint-at.group-chat", DSC_KEYFILE_PLAIN },
	{ "hint-at.public-room", DSC_KEYFILE_PLAIN },
	{ "hold-at", DSC_KEYFILE_PLAIN },
	{ "hold-at.direct", DSC_KEYFILE_PLAIN },
	{ "hold-at.group-chat", DSC_KEYFILE_PLAIN },
	{ "hold-at.public-room", DSC_KEYFILE_PLAIN },
	{ "action", DSC_KEYFILE_PLAIN },
	{ "action.direct", DSC_KEYFILE_PLAIN },
	{ "action.group-chat", DSC_KEYFILE_PLAIN },
	{ "action.public-room", DSC_KEYFILE_PLAIN },
	{ NULL, DSC_KEYFILE_PLAIN },
};

/* A family takes what [policy] takes, but for the format in front. */
static const DscKeyfileKey *const family_keys = policy_keys + 1;

static const DscKeyfileKey override_keys[] = {
	{ "allowed", DSC_KEYFILE_PLAIN },
	{ "allowed.block", DSC_KEYFILE_PLAIN },
	{ "delay-ms", DSC_KEYFILE_PLAIN },
	{ NULL, DSC_KEYFILE_PLAIN },
};

static const DscKeyfileKey limits_keys[] = {
	{ "on-limit", DSC_KEYFILE_PLAIN },
	{ "on-error", DSC_KEYFILE_PLAIN },
	{ NULL, DSC_KEYFILE_PLAIN },
};

static const DscKeyfileKey audience_keys[] = {
	{ "public-rooms", DSC_KEYFILE_PLAIN },
	{ NULL, DSC_KEYFILE_PLAIN },
};

static const DscKeyfileKey staff_keys[] = {
	{ "contacts", DSC_KEYFILE_PLAIN },
	{ "patient-groups", DSC_KEYFILE_PLAIN },
	{ NULL, DSC_KEYFILE_PLAIN },
};

/* Words for a value; the position of each is the value. */
static const char *const override_words[] = {
	[DSC_OVERRIDE_NEVER] = "never",
	[DSC_OVERRIDE_URGENT] = "urgent",
	[DSC_OVERRIDE_REASON] = "reason",
	NULL,
};
static const char *const action_words[] = {
	[DSC_VERDICT_PASS] = "pass",
	[DSC_VERDICT_HINT] = "hint",
	[DSC_VERDICT_HOLD] = "hold",
	[DSC_VERDICT_BLOCK] = "block",
	NULL,
};
static const char *const on_limit_words[] = {
	[DSC_VERDICT_PASS] = "pass",
	[DSC_VERDICT_HINT] = "hint",
	[DSC_VERDICT_HOLD] = "hold",
	NULL,
};
/* Without rules there is nothing that a hint could say. */
static const char *const yes_words[] = { "no", "yes", NULL };
static const char *const on_error_words[] = { "pass", "hold", NULL };
static const DscVerdict on_error_values[] = { DSC_VERDICT_PASS, DSC_VERDICT_HOLD };

/* A stretch of the table of levels: one family or all, one setting or all. */
typedef struct {
	DscFamily first_family;
	DscFamily last_family;
	DscSetting first_setting;
	DscSetting last_setting;
} Cells;

static Cells cells_of_family(DscFamily family)
{
	return (Cells){ family, family, 0, DSC_N_SETTINGS - 1 };
}

static Cells cells_of_all(void)
{
	return (Cells){ 0, DSC_N_FAMILIES - 1, 0, DSC_N_SETTINGS - 1 };
}

/* Finds @key, or "KEY.SETTING" for one setting. */
static const DscKeyfileEntry *find_entry(const DscKeyfileGroup *group, const char *key,
					 const char *setting)
{
	if (setting == NULL)
		return dsc_keyfile_entry(group, key);
	g_autofree char *full = g_strdup_printf("%s.%s", key, setting);
	return dsc_keyfile_entry(group, full);
}

/* Returns: the position of the value in @words, or @otherwise if there is none */
static guint read_word(DscKeyfile *file, const DscKeyfileEntry *entry, const char *const *words,
		       guint otherwise)
{
	if (entry == NULL)
		return otherwise;
	for (guint i = 0; words[i] != NULL; i++) {
		if (g_str_equal(words[i], entry->value))
			return i;
	}
	g_autofree char *choice = g_strjoinv(", ", (char **)words);
	dsc_keyfile_fault(file, DSC_POLICY_ERROR_KEY, entry->line,
			  _("\"%s\" is \"%s\"; write one of %s"), entry->key, entry->value, choice);
	return otherwise;
}

static double read_number(DscKeyfile *file, const DscKeyfileEntry *entry, double max,
			  double otherwise)
{
	double value = otherwise;
	if (entry != NULL)
		dsc_keyfile_number(file, entry, (DscKeyfileRange){ 0, max }, &value);
	return value;
}

static void read_cells(DscPolicy *policy, DscKeyfile *file, const DscKeyfileGroup *group,
		       Cells cells)
{
	gboolean all = cells.first_setting != cells.last_setting;
	const char *setting = all ? NULL : dsc_setting_name(cells.first_setting);
	const DscKeyfileEntry *redact_at = find_entry(group, "redact-at", setting);
	const DscKeyfileEntry *hint_at = find_entry(group, "hint-at", setting);
	const DscKeyfileEntry *hold_at = find_entry(group, "hold-at", setting);
	const DscKeyfileEntry *action = find_entry(group, "action", setting);

	DscLevels *first = &policy->levels[cells.first_family][cells.first_setting];
	double redact_at_value = read_number(file, redact_at, 1, first->redact_at);
	double hint_at_value = read_number(file, hint_at, 1, first->hint_at);
	double hold_at_value = read_number(file, hold_at, 1, first->hold_at);
	DscVerdict action_value = read_word(file, action, action_words, first->ceiling);
	for (DscFamily f = cells.first_family; f <= cells.last_family; f++) {
		for (DscSetting s = cells.first_setting; s <= cells.last_setting; s++) {
			DscLevels *levels = &policy->levels[f][s];
			if (redact_at != NULL)
				levels->redact_at = redact_at_value;
			if (hint_at != NULL)
				levels->hint_at = hint_at_value;
			if (hold_at != NULL)
				levels->hold_at = hold_at_value;
			if (action != NULL)
				levels->ceiling = action_value;
		}
	}
}

/* What is said of one setting counts more than what is said of all, wherever it stands. */
static void read_levels(DscPolicy *policy, DscKeyfile *file, const DscKeyfileGroup *group,
			Cells cells)
{
	read_cells(policy, file, group, cells);
	for (DscSetting setting = 0; setting < DSC_N_SETTINGS; setting++) {
		cells.first_setting = cells.last_setting = setting;
		read_cells(policy, file, group, cells);
	}
}

static void read_policy(DscPolicy *policy, DscKeyfile *file)
{
	const DscKeyfileGroup *group = dsc_keyfile_group(file, "policy");
	if (group == NULL) {
		dsc_keyfile_fault(file, DSC_POLICY_ERROR_KEY, 1,
				  _("the group [policy] is missing; begin the file with it "
				    "and with format=%d"),
				  FORMAT_VERSION);
		return;
	}
	dsc_keyfile_check(file, group, policy_keys);
	const DscKeyfileEntry *format = dsc_keyfile_entry(group, "format");
	if (format != NULL && !g_str_equal(format->value, G_STRINGIFY(FORMAT_VERSION)))
		dsc_keyfile_fault(file, DSC_POLICY_ERROR_KEY, format->line,
				  _("format=%s is not known to this version; it reads format=%d"),
				  format->value, FORMAT_VERSION);
	read_levels(policy, file, group, cells_of_all());
}

static DscKeyfileGroup *family_group(DscKeyfile *file, DscFamily family)
{
	g_autofree char *name = g_strconcat(FAMILY_PREFIX, dsc_family_name(family), NULL);
	return (DscKeyfileGroup *)dsc_keyfile_group(file, name);
}

static void read_families(DscPolicy *policy, DscKeyfile *file)
{
	for (DscFamily family = 0; family < DSC_N_FAMILIES; family++) {
		const DscKeyfileGroup *group = family_group(file, family);
		if (group == NULL)
			continue;
		dsc_keyfile_check(file, group, family_keys);
		read_levels(policy, file, group, cells_of_family(family));
	}
}

static void read_override(DscPolicy *policy, DscKeyfile *file)
{
	const DscKeyfileGroup *group = dsc_keyfile_group(file, "override");
	if (group == NULL)
		return;
	dsc_keyfile_check(file, group, override_keys);
	policy->override_hold = read_word(file, dsc_keyfile_entry(group, "allowed"), override_words,
					  policy->override_hold);
	policy->override_block = read_word(file, dsc_keyfile_entry(group, "allowed.block"),
					   override_words, policy->override_block);
	policy->delay_ms = (guint)read_number(file, dsc_keyfile_entry(group, "delay-ms"),
					      DELAY_MS_MAX, policy->delay_ms);
}

static void read_limits(DscPolicy *policy, DscKeyfile *file)
{
	const DscKeyfileGroup *group = dsc_keyfile_group(file, "limits");
	if (group == NULL)
		return;
	dsc_keyfile_check(file, group, limits_keys);
	policy->on_limit = read_word(file, dsc_keyfile_entry(group, "on-limit"), on_limit_words,
				     policy->on_limit);
	const DscKeyfileEntry *on_error = dsc_keyfile_entry(group, "on-error");
	if (on_error != NULL)
		policy->on_error = on_error_values[read_word(file, on_error, on_error_words, 1)];
}

/* What is left out stays; what is empty names nobody. */
static void read_names(DscKeyfile *file, const DscKeyfileEntry *entry, GPtrArray *names)
{
	static const char *const nobody[] = { NULL };
	if (entry == NULL)
		return;
	g_auto(GStrv) list = *entry->value == '\0' ? NULL : dsc_keyfile_list(file, entry);
	dsc_policy_set_names(names, list == NULL ? nobody : (const char *const *)list);
}

static void read_audience(DscPolicy *policy, DscKeyfile *file)
{
	const DscKeyfileGroup *group = dsc_keyfile_group(file, "audience");
	if (group == NULL)
		return;
	dsc_keyfile_check(file, group, audience_keys);
	read_names(file, dsc_keyfile_entry(group, "public-rooms"), policy->public_rooms);
}

static void read_staff(DscPolicy *policy, DscKeyfile *file)
{
	const DscKeyfileGroup *group = dsc_keyfile_group(file, "staff");
	if (group == NULL)
		return;
	dsc_keyfile_check(file, group, staff_keys);
	policy->staff_contacts = read_word(file, dsc_keyfile_entry(group, "contacts"), yes_words,
					   policy->staff_contacts) == 1;
	read_names(file, dsc_keyfile_entry(group, "patient-groups"), policy->patient_groups);
}

static gboolean is_known_group(const char *name)
{
	static const char *const names[] = { "policy",	 "override", "limits",
					     "audience", "staff",    NULL };
	DscFamily family;
	if (g_str_has_prefix(name, FAMILY_PREFIX))
		return dsc_family_from_name(name + strlen(FAMILY_PREFIX), &family);
	return g_strv_contains(names, name);
}

static void check_groups(DscKeyfile *file)
{
	const GPtrArray *groups = dsc_keyfile_groups(file);
	for (guint i = 0; i < groups->len; i++) {
		const DscKeyfileGroup *group = groups->pdata[i];
		if (!is_known_group(group->name))
			dsc_keyfile_fault(file, DSC_POLICY_ERROR_KEY, group->line,
					  _("the group [%s] is not known; use [policy], "
					    "[family:CONF] or another family, [override], "
					    "[limits], [audience] or [staff]"),
					  group->name);
	}
}

/* A hint is the weaker step, so it cannot come later than the stronger one. */
static void check_levels(const DscPolicy *policy, DscKeyfile *file)
{
	const DscKeyfileGroup *blamed = NULL;
	for (guint cell = 0; cell < DSC_N_FAMILIES * DSC_N_SETTINGS; cell++) {
		DscFamily family = cell / DSC_N_SETTINGS;
		DscSetting setting = cell % DSC_N_SETTINGS;
		const DscLevels *levels = &policy->levels[family][setting];
		if (levels->hint_at <= levels->hold_at)
			continue;
		const DscKeyfileGroup *group = family_group(file, family);
		if (group == NULL)
			group = dsc_keyfile_group(file, "policy");
		if (group == blamed)
			continue;
		blamed = group;
		dsc_keyfile_fault(file, DSC_POLICY_ERROR_KEY, group == NULL ? 1 : group->line,
				  /* TRANSLATORS: family, setting, two likelihoods */
				  _("with this group a finding of %s in the setting %s holds at %g "
				    "but hints only at %g; make hint-at the smaller one"),
				  dsc_family_name(family), dsc_setting_name(setting),
				  levels->hold_at, levels->hint_at);
	}
}

static void read_all(DscPolicy *policy, DscKeyfile *file)
{
	check_groups(file);
	read_policy(policy, file);
	read_families(policy, file);
	read_override(policy, file);
	read_limits(policy, file);
	read_audience(policy, file);
	read_staff(policy, file);
	check_levels(policy, file);
	policy->override_block = MIN(policy->override_block, policy->override_hold);
}

DscPolicy *dsc_policy_load(const char *path, GPtrArray *problems)
{
	g_return_val_if_fail(path != NULL && problems != NULL, NULL);

	g_autoptr(DscKeyfile) file = dsc_keyfile_load(path, DSC_POLICY_ERROR);
	g_autoptr(DscPolicy) policy = dsc_policy_new_default();
	/* What is not a key file has no groups to judge. */
	if (dsc_keyfile_faults(file)->len == 0 || dsc_keyfile_groups(file)->len > 0)
		read_all(policy, file);
	const GPtrArray *faults = dsc_keyfile_faults(file);
	for (guint i = 0; i < faults->len; i++)
		g_ptr_array_add(problems, g_error_copy(faults->pdata[i]));
	return faults->len == 0 ? g_steal_pointer(&policy) : NULL;
}
