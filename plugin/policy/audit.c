/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <math.h>
#include <unistd.h>

#include "policy/audit.h"

struct DscAudit {
	char *path;
};

static const char *const outcomes[DSC_N_OUTCOMES] = {
	[DSC_OUTCOME_REDACTED] = "redacted",	   [DSC_OUTCOME_EDITED] = "edited",
	[DSC_OUTCOME_CANCELLED] = "cancelled",	   [DSC_OUTCOME_RESTORED] = "restored",
	[DSC_OUTCOME_SENT_ANYWAY] = "sent-anyway", [DSC_OUTCOME_KEPT] = "kept",
};

const char *dsc_outcome_name(DscOutcome outcome)
{
	g_return_val_if_fail((guint)outcome < DSC_N_OUTCOMES, NULL);
	return outcomes[outcome];
}

DscAudit *dsc_audit_new(const char *path)
{
	g_return_val_if_fail(path != NULL, NULL);

	DscAudit *audit = g_new0(DscAudit, 1);
	audit->path = g_strdup(path);
	return audit;
}

void dsc_audit_free(DscAudit *audit)
{
	if (audit == NULL)
		return;
	g_free(audit->path);
	g_free(audit);
}

static json_t *time_now(void)
{
	g_autoptr(GDateTime) now = g_date_time_new_now_utc();
	g_autofree char *seconds = g_date_time_format(now, "%Y-%m-%dT%H:%M:%S");
	return json_sprintf("%s.%03dZ", seconds, g_date_time_get_microsecond(now) / 1000);
}

static json_t *uuid(void)
{
	g_autofree char *random = g_uuid_string_random();
	return json_string(random);
}

static json_t *families(const DscDecision *decision)
{
	g_autoptr(GArray) list = dsc_decision_families(decision);
	json_t *names = json_array();
	for (guint i = 0; i < list->len; i++) {
		DscFamily family = g_array_index(list, DscFamily, i);
		json_array_append_new(names, json_string(dsc_family_name(family)));
	}
	return names;
}

static json_t *rule(const DscFinding *finding, DscVerdict verdict)
{
	return json_pack("{s:s, s:s, s:s, s:f, s:s}", "id", finding->rule->id, "type",
			 dsc_type_name(finding->rule->type), "code",
			 dsc_family_name(finding->rule->family), "likelihood",
			 round(finding->likelihood * 100) / 100, "verdict",
			 dsc_verdict_name(verdict));
}

static json_t *rules(const DscDecision *decision)
{
	json_t *list = json_array();
	const DscReport *report = dsc_decision_report(decision);
	if (report == NULL)
		return list;
	const GPtrArray *findings = dsc_report_findings(report);
	for (guint i = 0; i < findings->len; i++) {
		DscVerdict verdict = dsc_decision_verdict_of(decision, i);
		if (verdict > DSC_VERDICT_PASS)
			json_array_append_new(list, rule(findings->pdata[i], verdict));
	}
	return list;
}

static json_t *limits(const DscDecision *decision)
{
	json_t *list = json_array();
	if (dsc_decision_report(decision) == NULL) {
		json_array_append_new(list, json_string("no-rules"));
		return list;
	}
	for (DscLimit limit = DSC_LIMIT_MATCH; limit <= DSC_LIMIT_RULES; limit <<= 1) {
		if (dsc_decision_limits(decision) & limit)
			json_array_append_new(list, json_string(dsc_limit_name(limit)));
	}
	return list;
}

/* A string that is no UTF-8 must not cost the whole entry. */
static json_t *text_or_null(const char *text)
{
	if (text == NULL || *text == '\0')
		return json_null();
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	return json_string(valid);
}

static json_t *entry_to_json(const DscAuditEntry *entry)
{
	const DscDecision *decision = entry->decision;
	gboolean sent_anyway = entry->outcome == DSC_OUTCOME_SENT_ANYWAY;
	json_t *object = json_object();
	json_object_set_new(object, "time", time_now());
	json_object_set_new(object, "event", uuid());
	json_object_set_new(object, "version", json_string(DSC_VERSION));
	json_object_set_new(object, "verdict",
			    json_string(dsc_verdict_name(dsc_decision_verdict(decision))));
	json_object_set_new(object, "outcome", json_string(dsc_outcome_name(entry->outcome)));
	json_object_set_new(object, "reason",
			    text_or_null(sent_anyway ? dsc_reason_name(entry->reason) : NULL));
	json_object_set_new(object, "note", text_or_null(sent_anyway ? entry->note : NULL));
	json_object_set_new(object, "families", families(decision));
	json_object_set_new(object, "rules", rules(decision));
	json_object_set_new(object, "setting",
			    json_string(dsc_setting_name(dsc_decision_setting(decision))));
	json_object_set_new(object, "people",
			    entry->n_people < 0 ? json_null() : json_integer(entry->n_people));
	json_object_set_new(object, "protocol", text_or_null(entry->protocol_id));
	json_object_set_new(object, "limits", limits(decision));
	json_object_set_new(object, "waited_ms", json_integer(entry->waited_ms));
	return object;
}

static gboolean fail(const char *path, int code, GError **error)
{
	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(code),
		    _("%s: the record of decisions cannot be written: %s"), path, g_strerror(code));
	return FALSE;
}

/* One write(2) to a file opened with O_APPEND is never mixed with another one's. */
static gboolean append_line(const char *path, const char *line, gsize len, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);
	if (g_mkdir_with_parents(folder, 0700) != 0)
		return fail(path, errno, error);
	int fd = g_open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return fail(path, errno, error);
	gssize written;
	do {
		written = write(fd, line, len);
	} while (written < 0 && errno == EINTR);
	int code = written < 0 ? errno : (gsize)written < len ? ENOSPC : 0;
	if (close(fd) != 0 && code == 0)
		code = errno;
	return code == 0 || fail(path, code, error);
}

gboolean dsc_audit_append(DscAudit *audit, const DscAuditEntry *entry, GError **error)
{
	g_return_val_if_fail(audit != NULL && entry != NULL && entry->decision != NULL, FALSE);

	json_t *object = entry_to_json(entry);
	char *json = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(3));
	json_decref(object);
	g_autofree char *line = g_strconcat(json, "\n", NULL);
	free(json);
	return append_line(audit->path, line, strlen(line), error);
}
