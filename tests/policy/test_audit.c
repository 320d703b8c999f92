/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fixture.h"

#include <jansson.h>
#include <string.h>
#include <sys/stat.h>

#include "policy/audit.h"

/* A place for a record, in a folder that is not there yet. */
typedef struct {
	char *top;
	char *folder;
	char *path;
	DscEngine *engine;
	DscPolicy *policy;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	fixture->top = temporary_folder();
	fixture->folder = g_build_filename(fixture->top, "records", NULL);
	fixture->path = g_build_filename(fixture->folder, "audit.jsonl", NULL);
	fixture->engine = engine_of_data();
	fixture->policy = dsc_policy_new_default();
}

static void tear_down(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	if (g_file_test(fixture->folder, G_FILE_TEST_IS_DIR))
		remove_folder(fixture->folder);
	remove_folder(fixture->top);
	dsc_engine_unref(fixture->engine);
	dsc_policy_unref(fixture->policy);
	g_free(fixture->top);
	g_free(fixture->folder);
	g_free(fixture->path);
}

static void append(Fixture *fixture, DscAuditEntry entry, const char *message)
{
	g_autoptr(DscAudit) audit = dsc_audit_new(fixture->path);
	DscReport *report = message == NULL ? NULL : scan(fixture->engine, message);
	g_autoptr(DscDecision) decision = dsc_policy_decide(
		fixture->policy, report, &(DscContext){ .setting = DSC_SETTING_PUBLIC_ROOM });
	g_autoptr(GError) error = NULL;
	entry.decision = decision;
	g_assert_true(dsc_audit_append(audit, &entry, &error));
	g_assert_no_error(error);
}

static char *content_of(const char *path)
{
	g_autoptr(GError) error = NULL;
	char *content = NULL;
	g_file_get_contents(path, &content, NULL, &error);
	g_assert_no_error(error);
	return content;
}

/* The only line of the record; without what differs from call to call. */
static char *only_line(Fixture *fixture)
{
	g_autofree char *content = content_of(fixture->path);
	g_assert_true(g_str_has_suffix(content, "}\n"));
	g_assert_true(strchr(content, '\n') == content + strlen(content) - 1);
	json_t *object = json_loads(content, JSON_REJECT_DUPLICATES, NULL);
	g_assert_nonnull(object);

	const char *time = json_string_value(json_object_get(object, "time"));
	g_assert_true(g_regex_match_simple(
		"^20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d\\d\\dZ$", time, 0, 0));
	g_autoptr(GDateTime) then = g_date_time_new_from_iso8601(time, NULL);
	g_autoptr(GDateTime) now = g_date_time_new_now_utc();
	GTimeSpan age = g_date_time_difference(now, then);
	g_assert_cmpint(age, >=, 0);
	g_assert_cmpint(age, <, G_TIME_SPAN_MINUTE);
	g_assert_true(g_uuid_string_is_valid(json_string_value(json_object_get(object, "event"))));
	g_assert_cmpstr(json_string_value(json_object_get(object, "version")), ==, DSC_VERSION);
	json_object_del(object, "time");
	json_object_del(object, "event");
	json_object_del(object, "version");
	char *rest = json_dumps(object, JSON_REAL_PRECISION(3));
	json_decref(object);
	char *line = g_strdup(rest);
	free(rest);
	return line;
}

static void test_entry(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	append(fixture,
	       (DscAuditEntry){ .outcome = DSC_OUTCOME_SENT_ANYWAY,
				.reason = DSC_REASON_CARE_TEAM,
				.note = "they \"all\" care\nfor her",
				.protocol_id = "prpl-irc",
				.n_people = 14,
				.waited_ms = 5321 },
	       "a highmark, a lowmark and an admark");
	g_autofree char *line = only_line(fixture);
	g_assert_cmpstr(line, ==,
			"{\"verdict\": \"hold\", \"outcome\": \"sent-anyway\", "
			"\"reason\": \"care-team\", \"note\": \"they \\\"all\\\" care\\nfor her\", "
			"\"families\": [\"CONF\", \"ADVERT\"], "
			"\"rules\": [{\"id\": \"mark-high\", \"type\": \"ID\", \"code\": \"CONF\", "
			"\"likelihood\": 0.9, \"verdict\": \"hold\"}, "
			"{\"id\": \"mark-advert\", \"type\": \"TERM\", \"code\": \"ADVERT\", "
			"\"likelihood\": 0.9, \"verdict\": \"hold\"}], "
			"\"setting\": \"public-room\", \"people\": 14, \"protocol\": \"prpl-irc\", "
			"\"limits\": [], \"waited_ms\": 5321}");
}

/* Reason and note belong to "sent anyway" only, whatever the caller left in the struct. */
static void test_without_reason(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	append(fixture,
	       (DscAuditEntry){ .outcome = DSC_OUTCOME_CANCELLED,
				.reason = DSC_REASON_CONSENTED,
				.note = "not this",
				.protocol_id = "prpl-jabber",
				.n_people = -1 },
	       NULL);
	g_autofree char *line = only_line(fixture);
	g_assert_cmpstr(line, ==,
			"{\"verdict\": \"hold\", \"outcome\": \"cancelled\", \"reason\": null, "
			"\"note\": null, \"families\": [], \"rules\": [], "
			"\"setting\": \"public-room\", \"people\": null, "
			"\"protocol\": \"prpl-jabber\", \"limits\": [\"no-rules\"], "
			"\"waited_ms\": 0}");
}

static void test_limits(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	g_autofree char *message = g_strnfill(DSC_ENGINE_MAX_BYTES + 1, 'a');
	append(fixture, (DscAuditEntry){ .outcome = DSC_OUTCOME_KEPT, .protocol_id = "prpl-irc" },
	       message);
	g_autofree char *line = only_line(fixture);
	g_assert_nonnull(strstr(line, "\"limits\": [\"size\"]"));
}

/* No word of the message may be in the record, found or not. */
static void test_says_nothing_of_the_text(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	static const char *const words[] = { "highmark", "keptmark", "Winterbourne", "secret" };
	for (DscOutcome outcome = 0; outcome < DSC_N_OUTCOMES; outcome++)
		append(fixture,
		       (DscAuditEntry){ .outcome = outcome,
					.reason = DSC_REASON_MISTAKE,
					.protocol_id = "prpl-irc" },
		       "Winterbourne has a secret highmark and a keptmark");
	g_autofree char *content = content_of(fixture->path);
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strstr(content, words[i]) != NULL)
			g_error("\"%s\" is in the record: %s", words[i], content);
	}
}

static guint mode_of(const char *path)
{
	struct stat status;
	g_assert_cmpint(stat(path, &status), ==, 0);
	return status.st_mode & 0777;
}

static void test_modes(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	mode_t old = umask(0);
	append(fixture, (DscAuditEntry){ .outcome = DSC_OUTCOME_EDITED }, "a highmark");
	umask(old);
	g_assert_cmpuint(mode_of(fixture->path), ==, 0600);
	g_assert_cmpuint(mode_of(fixture->folder), ==, 0700);
}

static void test_appends(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	for (DscOutcome outcome = 0; outcome < DSC_N_OUTCOMES; outcome++)
		append(fixture, (DscAuditEntry){ .outcome = outcome }, "a highmark");
	g_autofree char *content = content_of(fixture->path);
	g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
	g_assert_cmpuint(g_strv_length(lines), ==, DSC_N_OUTCOMES + 1);
	g_autoptr(GHashTable) events = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (DscOutcome outcome = 0; outcome < DSC_N_OUTCOMES; outcome++) {
		json_t *object = json_loads(lines[outcome], 0, NULL);
		g_assert_nonnull(object);
		g_assert_cmpstr(json_string_value(json_object_get(object, "outcome")), ==,
				dsc_outcome_name(outcome));
		const char *event = json_string_value(json_object_get(object, "event"));
		g_assert_true(g_hash_table_add(events, g_strdup(event)));
		json_decref(object);
	}
}

/* A note that is no UTF-8 costs its bad bytes, not the entry. */
static void test_bad_note(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	append(fixture, (DscAuditEntry){ .outcome = DSC_OUTCOME_SENT_ANYWAY, .note = "ur\xffgent" },
	       "a highmark");
	g_autofree char *line = only_line(fixture);
	g_assert_nonnull(strstr(line, "\"note\": \"ur\xef\xbf\xbdgent\""));
}

static void test_cannot_write(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
	static const char *const paths[] = { "/dev/null/records/audit.jsonl", "/dev/full" };
	static const GFileError codes[] = { G_FILE_ERROR_NOTDIR, G_FILE_ERROR_NOSPC };
	g_autoptr(DscDecision) decision = dsc_policy_decide(
		fixture->policy, NULL, &(DscContext){ .setting = DSC_SETTING_DIRECT });
	for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autoptr(DscAudit) audit = dsc_audit_new(paths[i]);
		g_autoptr(GError) error = NULL;
		DscAuditEntry entry = { .decision = decision };
		g_assert_false(dsc_audit_append(audit, &entry, &error));
		g_assert_error(error, G_FILE_ERROR, (gint)codes[i]);
		g_assert_nonnull(strstr(error->message, paths[i]));
	}
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*run)(Fixture *, gconstpointer);
	} tests[] = {
		{ "/audit/entry", test_entry },
		{ "/audit/without-reason", test_without_reason },
		{ "/audit/limits", test_limits },
		{ "/audit/says-nothing-of-the-text", test_says_nothing_of_the_text },
		{ "/audit/modes", test_modes },
		{ "/audit/appends", test_appends },
		{ "/audit/bad-note", test_bad_note },
		{ "/audit/cannot-write", test_cannot_write },
	};
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
	return g_test_run();
}
