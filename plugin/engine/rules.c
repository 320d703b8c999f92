/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/codes.h"
#include "engine/detectors.h"
#include "engine/index.h"
#include "engine/keyfile.h"
#include "engine/ruleset.h"

#define CODES_FILE   "codes.conf"
#define RULES_SUFFIX ".rules"

G_DEFINE_QUARK(dsc - rules - error - quark, dsc_rules_error)

/* The reader of key files notes its own faults with the first codes of this domain. */
G_STATIC_ASSERT((int)DSC_RULES_ERROR_READ == (int)DSC_KEYFILE_ERROR_READ);
G_STATIC_ASSERT((int)DSC_RULES_ERROR_SYNTAX == (int)DSC_KEYFILE_ERROR_SYNTAX);
G_STATIC_ASSERT((int)DSC_RULES_ERROR_KEY == (int)DSC_KEYFILE_ERROR_KEY);

struct DscRules {
	GPtrArray *rules;
	GHashTable *by_id;
	GHashTable *codes;
	guint64 seal;
	GBytes *gate; /* NULL if no index fits */
};

/* Where a name was met first. */
typedef struct {
	const char *path;
	guint line;
} Place;

/*
 * A folder on its way through the loader. All files are read before the first
 * pattern is compiled, for any of them may define what another one uses.
 *
 * @is_read:  the files are; then @next is the first whose rules are not
 * @files:   (element-type DscKeyfile): in the order of their names
 * @defines: (element-type utf8 utf8): name → pattern
 * @places:  (element-type utf8 Place): where each definition and rule stands
 * @patterns: (element-type utf8 DscPattern): by source; many rules share them
 * @problems: (element-type GError): what is wrong with the folder itself
 */
typedef struct DscRulesLoader {
	char *folder;
	gboolean is_read;
	guint next;
	GPtrArray *files;
	GHashTable *defines;
	GHashTable *places;
	GHashTable *patterns;
	GPtrArray *problems;
	DscRules *rules;
} Loader;

static gboolean is_codes_file(const DscKeyfile *file)
{
	return g_str_has_suffix(dsc_keyfile_path(file), G_DIR_SEPARATOR_S CODES_FILE);
}

/* --- Files ---------------------------------------------------------------------------------- */

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of the files to read, sorted. Hidden ones are editors' own. */
static GPtrArray *list_names(GDir *dir)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
		if (*name != '.' && g_str_has_suffix(name, RULES_SUFFIX))
			g_ptr_array_add(names, g_strdup(name));
	}
	g_ptr_array_sort(names, compare_names);
	return names;
}

static void add_folder_problem(GPtrArray *problems, const char *folder, const char *what)
{
	g_ptr_array_add(problems, g_error_new(DSC_RULES_ERROR, DSC_RULES_ERROR_READ, "%s:1: %s",
					      folder, what));
}

static void read_files(Loader *loader, const char *folder, GPtrArray *problems)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
	if (dir == NULL) {
		g_autofree char *what = g_strdup_printf(_("the folder of rules cannot be read "
							  "(%s); restore it or name another one"),
							error->message);
		add_folder_problem(problems, folder, what);
		return;
	}
	g_autoptr(GPtrArray) names = list_names(dir);
	if (names->len == 0)
		add_folder_problem(problems, folder,
				   _("the folder holds no *.rules file; restore it or name another "
				     "one"));
	g_ptr_array_add(names, g_strdup(CODES_FILE));
	g_ptr_array_sort(names, compare_names);
	for (guint i = 0; i < names->len; i++) {
		const char *name = g_ptr_array_index(names, i);
		g_autofree char *path = g_build_filename(folder, name, NULL);
		DscKeyfile *file = dsc_keyfile_load(path, DSC_RULES_ERROR);
		g_ptr_array_add(loader->files, file);
		loader->rules->seal =
			dsc_index_seal(loader->rules->seal, name, dsc_keyfile_checksum(file));
	}
	loader->rules->gate = dsc_index_load(folder, loader->rules->seal);
}

/* --- Names that are shared by all files ----------------------------------------------------- */

/* TRUE if @name is new; else the fault names both places. */
static gboolean claim(Loader *loader, DscKeyfile *file, const char *name, guint line)
{
	Place *first = g_hash_table_lookup(loader->places, name);
	if (first != NULL) {
		dsc_keyfile_fault(file, DSC_RULES_ERROR_KEY, line,
				  _("\"%s\" stands in %s:%u already; rename or remove one of the "
				    "two"),
				  name, first->path, first->line);
		return FALSE;
	}
	first = g_new(Place, 1);
	*first = (Place){ .path = dsc_keyfile_path(file), .line = line };
	g_hash_table_insert(loader->places, g_strdup(name), first);
	return TRUE;
}

static void collect_defines(Loader *loader, DscKeyfile *file)
{
	const DscKeyfileGroup *group = dsc_keyfile_group(file, "define");
	for (guint i = 0; group != NULL && i < group->entries->len; i++) {
		const DscKeyfileEntry *entry = g_ptr_array_index(group->entries, i);
		g_autofree char *name = g_strdup_printf("(?&%s)", entry->key);
		if (claim(loader, file, name, entry->line))
			g_hash_table_insert(loader->defines, g_strdup(entry->key),
					    g_strdup(entry->value));
	}
}

/* A definition may match the empty text, for a pattern has more than that. */
static void check_define(Loader *loader, DscKeyfile *file, const DscKeyfileEntry *entry)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(DscPattern) pattern = dsc_pattern_new(entry->value, loader->defines, &error);
	if (pattern == NULL && !g_error_matches(error, DSC_PATTERN_ERROR, DSC_PATTERN_ERROR_EMPTY))
		dsc_keyfile_fault(file, DSC_RULES_ERROR_PATTERN, entry->line,
				  _("the definition \"%s\" cannot be used: %s"), entry->key,
				  error->message);
}

static void check_defines(Loader *loader, DscKeyfile *file)
{
	const DscKeyfileGroup *group = dsc_keyfile_group(file, "define");
	for (guint i = 0; group != NULL && i < group->entries->len; i++)
		check_define(loader, file, g_ptr_array_index(group->entries, i));
}

/* --- Rules ---------------------------------------------------------------------------------- */

static void keep_rules(DscRules *kept, GPtrArray *rules)
{
	for (guint i = 0; i < rules->len; i++) {
		DscRule *rule = g_ptr_array_index(rules, i);
		g_hash_table_insert(kept->by_id, rule->id, rule);
	}
	g_ptr_array_extend_and_steal(kept->rules, g_ptr_array_ref(rules));
}

/* A rule's name is its own, and so is what it asks of a detector that serves only one. */
static void claim_rules(Loader *loader, DscKeyfile *file, const GPtrArray *rules)
{
	for (guint i = 0; i < rules->len; i++) {
		const DscRule *rule = g_ptr_array_index(rules, i);
		g_autofree char *name = g_strconcat("rule:", rule->id, NULL);
		g_autofree char *task = dsc_detector_task(rule);
		claim(loader, file, name, rule->line);
		if (task != NULL)
			claim(loader, file, task, rule->line);
	}
}

static void load_rules(Loader *loader, DscKeyfile *file)
{
	DscRuleSource source = {
		.file = file,
		.defines = loader->defines,
		.patterns = loader->patterns,
		.codes = loader->rules->codes,
		.known_good = loader->rules->gate != NULL,
	};
	if (!source.known_good)
		check_defines(loader, file);
	g_autoptr(GPtrArray) rules = dsc_ruleset_read(&source);
	claim_rules(loader, file, rules);
	if (dsc_keyfile_faults(file)->len == 0)
		keep_rules(loader->rules, rules);
}

/* --- The whole folder ----------------------------------------------------------------------- */

/* What the rules of all files rest on. */
static void load_common(Loader *loader)
{
	for (guint i = 0; i < loader->files->len; i++) {
		DscKeyfile *file = g_ptr_array_index(loader->files, i);
		if (is_codes_file(file))
			dsc_codes_read(file, loader->rules->codes);
		else
			collect_defines(loader, file);
	}
}

static void report_faults(const Loader *loader, GPtrArray *problems)
{
	for (guint i = 0; i < loader->files->len; i++) {
		const GPtrArray *faults = dsc_keyfile_faults(g_ptr_array_index(loader->files, i));
		for (guint j = 0; j < faults->len; j++)
			g_ptr_array_add(problems, g_error_copy(g_ptr_array_index(faults, j)));
	}
}

static DscRules *rules_new(void)
{
	DscRules *rules = g_new0(DscRules, 1);
	rules->rules = g_ptr_array_new_with_free_func((GDestroyNotify)dsc_rule_free);
	rules->by_id = g_hash_table_new(g_str_hash, g_str_equal);
	rules->codes = dsc_codes_new();
	return rules;
}

DscRulesLoader *dsc_rules_loader_new(const char *folder)
{
	Loader *loader = g_new0(Loader, 1);
	loader->folder = g_strdup(folder);
	loader->files = g_ptr_array_new_with_free_func((GDestroyNotify)dsc_keyfile_free);
	loader->defines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	loader->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	loader->patterns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
						 (GDestroyNotify)dsc_pattern_free);
	loader->problems = g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
	loader->rules = rules_new();
	return loader;
}

static void load_next(Loader *loader)
{
	if (!loader->is_read) {
		read_files(loader, loader->folder, loader->problems);
		load_common(loader);
		loader->is_read = TRUE;
		return;
	}
	DscKeyfile *file = g_ptr_array_index(loader->files, loader->next++);
	if (!is_codes_file(file))
		load_rules(loader, file);
}

gboolean dsc_rules_loader_step(DscRulesLoader *loader, gint64 until_us)
{
	while (!loader->is_read || loader->next < loader->files->len) {
		load_next(loader);
		if (g_get_monotonic_time() >= until_us)
			return TRUE;
	}
	return FALSE;
}

DscRules *dsc_rules_loader_finish(DscRulesLoader *loader, GPtrArray *problems)
{
	dsc_rules_loader_step(loader, G_MAXINT64);
	report_faults(loader, loader->problems);
	g_ptr_array_extend_and_steal(problems, g_steal_pointer(&loader->problems));
	DscRules *rules = g_steal_pointer(&loader->rules);
	dsc_rules_loader_free(loader);
	return rules;
}

void dsc_rules_loader_free(DscRulesLoader *loader)
{
	if (loader == NULL)
		return;
	g_ptr_array_unref(loader->files);
	g_hash_table_unref(loader->defines);
	g_hash_table_unref(loader->patterns);
	g_hash_table_unref(loader->places);
	g_clear_pointer(&loader->problems, g_ptr_array_unref);
	dsc_rules_free(loader->rules);
	g_free(loader->folder);
	g_free(loader);
}

DscRules *dsc_rules_load(const char *folder, GPtrArray *problems)
{
	return dsc_rules_loader_finish(dsc_rules_loader_new(folder), problems);
}

void dsc_rules_free(DscRules *rules)
{
	if (rules == NULL)
		return;
	g_hash_table_unref(rules->by_id);
	g_ptr_array_unref(rules->rules);
	g_hash_table_unref(rules->codes);
	g_clear_pointer(&rules->gate, g_bytes_unref);
	g_free(rules);
}

guint64 dsc_rules_seal(const DscRules *rules)
{
	return rules->seal;
}

GBytes *dsc_rules_packed_gate(const DscRules *rules)
{
	return rules->gate;
}

const GPtrArray *dsc_rules_all(const DscRules *rules)
{
	return rules->rules;
}

const DscRule *dsc_rules_find(const DscRules *rules, const char *id)
{
	return g_hash_table_lookup(rules->by_id, id);
}
