/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>
#include <jansson.h>

#include "cli/check.h"
#include "cli/json.h"
#include "cli/lines.h"
#include "engine/conversations.h"
#include "policy/evidence.h"

/* Answers are written at the latest when so many bytes of them have gathered. */
#define FLUSH_BYTES (256 * 1024)

/* So many conversations are remembered; each takes a few kilobytes at most. */
#define CONVERSATIONS 1024

/* A message as a line describes it. */
typedef struct {
	const char *text;
	gsize len;
	const char *conv; /* NULL if the message stands for itself */
	DscSetting setting;
	DscFormat format;
} Message;

/* --- Lines in ------------------------------------------------------------------------------- */

/* Stores a string of @object, NULL if it has none; TRUE unless it is something else.
 * The faults are machine output, like all of JSON Lines, and not translated. */
static gboolean get_string(const json_t *object, const char *key, const char **value, char **fault)
{
	const json_t *member = json_object_get(object, key);
	*value = NULL;
	if (member == NULL || json_is_null(member))
		return TRUE;
	if (!json_is_string(member)) {
		*fault = g_strdup_printf("\"%s\" is not a string", key);
		return FALSE;
	}
	*value = json_string_value(member);
	return TRUE;
}

static gboolean get_text(const json_t *object, Message *message, char **fault)
{
	const json_t *text = json_object_get(object, "text");
	if (!json_is_string(text)) {
		*fault =
			g_strdup(text == NULL ? "\"text\" is missing" : "\"text\" is not a string");
		return FALSE;
	}
	message->text = json_string_value(text);
	message->len = json_string_length(text);
	if (strlen(message->text) != message->len) {
		*fault = g_strdup("\"text\" holds U+0000, which no message can");
		return FALSE;
	}
	return TRUE;
}

static gboolean check_id(const json_t *object, char **fault)
{
	const json_t *id = json_object_get(object, "id");
	if (id == NULL || json_is_null(id) || json_is_string(id) || json_is_number(id))
		return TRUE;
	*fault = g_strdup("\"id\" is neither a string nor a number");
	return FALSE;
}

static gboolean get_setting(const json_t *object, Message *message, char **fault)
{
	const char *name;
	if (!get_string(object, "setting", &name, fault))
		return FALSE;
	if (name == NULL || dsc_setting_from_name(name, &message->setting))
		return TRUE;
	*fault = g_strdup("\"setting\" is none of direct, group-chat, public-room");
	return FALSE;
}

static gboolean get_format(const json_t *object, Message *message, char **fault)
{
	const char *name;
	if (!get_string(object, "format", &name, fault))
		return FALSE;
	if (name == NULL || dsc_format_from_name(name, &message->format))
		return TRUE;
	*fault = g_strdup("\"format\" is neither plain nor html");
	return FALSE;
}

/* The engine does its work without the language. */
static gboolean check_unused(const json_t *object, char **fault)
{
	const char *unused;
	return get_string(object, "lang", &unused, fault);
}

/* @message borrows from @object. */
static gboolean read_message(const json_t *object, Message *message, char **fault)
{
	if (!json_is_object(object)) {
		*fault = g_strdup("this is not a JSON object");
		return FALSE;
	}
	return get_text(object, message, fault) && check_id(object, fault) &&
	       get_setting(object, message, fault) && get_format(object, message, fault) &&
	       get_string(object, "conv", &message->conv, fault) && check_unused(object, fault);
}

/* --- Lines out ------------------------------------------------------------------------------ */

static void append_key(GString *out, const char *key)
{
	g_string_append(out, ", \"");
	g_string_append(out, key);
	g_string_append(out, "\": ");
}

static void append_codes(GString *out, const DscDecision *decision)
{
	g_autoptr(GArray) families = dsc_decision_families(decision);
	append_key(out, "codes");
	g_string_append_c(out, '[');
	for (guint i = 0; i < families->len; i++) {
		if (i > 0)
			g_string_append(out, ", ");
		dsc_json_append_string(out, dsc_family_name(g_array_index(families, DscFamily, i)),
				       -1);
	}
	g_string_append_c(out, ']');
}

/* A place in a text, in bytes and in code points. */
typedef struct {
	const char *text;
	gsize byte;
	glong character;
} Place;

/* Findings follow each other, so that walking there from the last place is short. */
static glong characters_at(Place *place, gsize byte)
{
	place->character += g_utf8_pointer_to_offset(place->text + place->byte, place->text + byte);
	place->byte = byte;
	return place->character;
}

static void append_string_or_null(GString *out, const char *key, const char *text)
{
	append_key(out, key);
	if (text == NULL) {
		g_string_append(out, "null");
		return;
	}
	dsc_json_append_string(out, text, -1);
}

/* A stretch of the message, which may cut a character of an invalid one. */
static void append_cue(GString *out, const char *key, const char *cue)
{
	g_autofree char *valid = cue == NULL ? NULL : g_utf8_make_valid(cue, -1);
	append_string_or_null(out, key, valid);
}

static void append_boolean(GString *out, const char *key, gboolean value)
{
	append_key(out, key);
	g_string_append(out, value ? "true" : "false");
}

static void append_lists(GString *out, const DscDecision *decision, guint index)
{
	g_autoptr(GPtrArray) lists = dsc_decision_lists(decision, index);
	append_key(out, "lists");
	g_string_append_c(out, '[');
	for (guint i = 0; i < lists->len; i++) {
		g_string_append(out, i > 0 ? ", " : "");
		dsc_json_append_string(out, lists->pdata[i], -1);
	}
	g_string_append_c(out, ']');
}

/* What dsc_decision_evidence() says to people. */
static void append_evidence(GString *out, const DscDecision *decision, guint index)
{
	const DscReport *report = dsc_decision_report(decision);
	const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), index);
	const DscEvidence *evidence = &finding->evidence;
	double mark;
	DscGround ground = dsc_decision_ground(decision, index, &mark);
	append_string_or_null(out, "verdict",
			      dsc_verdict_name(dsc_decision_verdict_of(decision, index)));
	append_string_or_null(out, "ground", dsc_ground_name(ground));
	append_key(out, "mark");
	dsc_json_append_number(out, mark);
	g_string_append(out, ", \"evidence\": {\"base\": ");
	dsc_json_append_number(out, evidence->base);
	append_string_or_null(out, "detector", finding->rule->detector);
	append_cue(out, "raised_by", evidence->raised_by);
	append_cue(out, "lowered_by", evidence->lowered_by);
	append_string_or_null(out, "checked_by", evidence->checked_by);
	append_cue(out, "weighed", evidence->weighed);
	append_lists(out, decision, index);
	append_boolean(out, "repeated", evidence->repeated);
	append_boolean(out, "known", evidence->is_known);
	append_boolean(out, "staff", evidence->is_staff);
	append_boolean(out, "as_staff", evidence->as_staff);
	g_string_append_c(out, '}');
}

static void append_finding(GString *out, const DscDecision *decision, guint index, Place *place)
{
	const DscReport *report = dsc_decision_report(decision);
	const DscFinding *finding = g_ptr_array_index(dsc_report_findings(report), index);
	DscSpan span = dsc_text_to_original(dsc_report_text(report), finding->span);
	g_autofree char *replacement =
		dsc_decision_replacement(decision, index, DSC_REDACTION_PLAIN);
	const DscRule *rule = finding->rule;
	g_string_append_printf(out, "{\"start\": %ld", characters_at(place, span.start));
	g_string_append_printf(out, ", \"end\": %ld", characters_at(place, span.end));
	append_key(out, "type");
	dsc_json_append_string(out, dsc_type_name(rule->type), -1);
	append_key(out, "code");
	dsc_json_append_string(out, dsc_family_name(rule->family), -1);
	append_key(out, "rule");
	dsc_json_append_string(out, rule->id, -1);
	append_key(out, "score");
	dsc_json_append_number(out, finding->likelihood);
	append_string_or_null(out, "replacement", replacement);
}

static void append_findings(GString *out, const DscDecision *decision, gboolean explain)
{
	const DscReport *report = dsc_decision_report(decision);
	const DscText *text = dsc_report_text(report);
	const GPtrArray *findings = dsc_report_findings(report);
	Place place = { .text = dsc_text_original(text, NULL) };
	const char *comma = "";
	append_key(out, "findings");
	g_string_append_c(out, '[');
	for (guint i = 0; i < findings->len; i++) {
		if (!explain && dsc_decision_verdict_of(decision, i) == DSC_VERDICT_PASS)
			continue;
		g_string_append(out, comma);
		append_finding(out, decision, i, &place);
		if (explain)
			append_evidence(out, decision, i);
		g_string_append_c(out, '}');
		comma = ", ";
	}
	g_string_append_c(out, ']');
}

/* Only of a message that is not proven clean, whose verdict nothing else might explain. */
static void append_limits(GString *out, DscLimit limits)
{
	if (limits == DSC_LIMIT_NONE)
		return;
	append_key(out, "limits");
	g_string_append_c(out, '[');
	const char *comma = "";
	for (DscLimit limit = DSC_LIMIT_MATCH; limit <= DSC_LIMIT_RULES; limit <<= 1) {
		if (!(limits & limit))
			continue;
		g_string_append(out, comma);
		dsc_json_append_string(out, dsc_limit_name(limit), -1);
		comma = ", ";
	}
	g_string_append_c(out, ']');
}

static void append_redacted(GString *out, const char *key, const DscDecision *decision,
			    DscRedaction redaction)
{
	g_autofree char *redacted = dsc_decision_redact(decision, redaction);
	append_key(out, key);
	if (redacted == NULL)
		g_string_append(out, "null");
	else
		dsc_json_append_string(out, redacted, -1);
}

/* @id: JSON */
static void append_decision(GString *out, const char *id, const DscDecision *decision,
			    const DscCheck *check)
{
	g_string_append(out, "{\"id\": ");
	g_string_append(out, id);
	append_key(out, "verdict");
	dsc_json_append_string(out, dsc_verdict_name(dsc_decision_verdict(decision)), -1);
	append_codes(out, decision);
	append_findings(out, decision, check->explain);
	append_redacted(out, "redacted", decision, DSC_REDACTION_PLAIN);
	if (check->teaching)
		append_redacted(out, "generalised", decision, DSC_REDACTION_TEACHING);
	append_limits(out, dsc_decision_limits(decision));
	g_string_append(out, "}\n");
}

static void append_fault(GString *out, guint64 line, const char *fault)
{
	g_autofree char *message = g_strdup_printf("line %" G_GUINT64_FORMAT ": %s", line, fault);
	g_string_append(out, "{\"id\": null, \"error\": ");
	dsc_json_append_string(out, message, -1);
	g_string_append(out, "}\n");
}

/* --- The stream ----------------------------------------------------------------------------- */

/* What the lines share. */
typedef struct {
	const DscCheck *check;
	DscConversations *conversations;
	DscOutput *output;
} Stream;

/* Returns: (transfer full) (nullable): why @object, read from @line, is no message */
static char *answer_object(const Stream *stream, const json_t *object, const DscLine *line,
			   GString *out)
{
	const DscCheck *check = stream->check;
	Message message = { .setting = check->setting, .format = check->format };
	char *fault = NULL;
	if (!read_message(object, &message, &fault))
		return fault;
	DscText *text = dsc_text_new(message.text, (gssize)message.len, message.format);
	DscConversation *conversation =
		message.conv == NULL ? NULL
				     : dsc_conversations_open(stream->conversations, message.conv);
	DscContext context = { .setting = message.setting, .conversation = conversation };
	g_autoptr(DscDecision) decision = dsc_guard_check(check->guard, text, &context);
	g_autofree char *id = dsc_json_member(line->text, line->len, "id");
	append_decision(out, id == NULL ? "null" : id, decision, check);
	if (conversation != NULL)
		dsc_decision_remember(decision, conversation, TRUE);
	return NULL;
}

/* Returns: (transfer full) (nullable): why the line is no message */
static char *answer(const Stream *stream, const DscLine *line, GString *out)
{
	if (line->text == NULL)
		return g_strdup_printf("it is longer than %d bytes", DSC_LINES_MAX_BYTES);
	json_error_t error;
	/* U+0000 is let through to be told from lines that are not JSON, and what no integer of C
	 * can hold because nobody reads it. */
	json_t *object = json_loadb(line->text, line->len,
				    JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES |
					    JSON_DECODE_INT_AS_REAL,
				    &error);
	if (object == NULL && json_error_code(&error) == json_error_numeric_overflow)
		return g_strdup_printf("a number is too large: %s; make it a string", error.text);
	if (object == NULL)
		return g_strdup_printf("this is not JSON: %s", error.text);
	char *fault = answer_object(stream, object, line, out);
	json_decref(object);
	return fault;
}

static gboolean answer_lines(const Stream *stream, DscLines *lines)
{
	gboolean all_good = TRUE;
	DscLine line;
	while (dsc_lines_next(lines, &line)) {
		GString *out = dsc_output_buffer(stream->output);
		g_autofree char *fault = answer(stream, &line, out);
		if (fault != NULL) {
			append_fault(out, line.number, fault);
			all_good = FALSE;
		}
		if (out->len > FLUSH_BYTES && !dsc_output_flush(stream->output))
			return all_good;
	}
	return all_good;
}

DscExit dsc_check_jsonl(const DscCheck *check, int fd, DscOutput *output)
{
	g_autoptr(DscLines) lines = dsc_lines_new(fd);
	g_autoptr(DscConversations) conversations = dsc_conversations_new(CONVERSATIONS);
	Stream stream = { check, conversations, output };
	g_autoptr(GError) error = NULL;
	gboolean all_good = TRUE;
	/* Whatever is known is written before the next read, which may wait. */
	do {
		all_good &= answer_lines(&stream, lines);
	} while (dsc_output_flush(output) && dsc_lines_fill(lines, &error));
	if (error != NULL)
		dsc_cli_complain(_("standard input cannot be read: %s"), error->message);
	return all_good && error == NULL ? DSC_EXIT_FINE : DSC_EXIT_TROUBLE;
}
