/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/approval.h"

#include <account.h>
#include <string.h>
#include <util.h>

#include "engine/text.h"
#include "purple/core.h"

/* What a person sees of a message, and what travels hidden in its markup. */
typedef struct {
	char *seen;
	char **hidden;
} Reading;

struct DscApproval {
	DscApproval *outer;
	DscTarget *target;
	DscApprovalForm form;
	char *message;
	char *linked;
	Reading reading;
	char **lines;
	guint next_line; /* lines before it are used up */
	gboolean used;	 /* something was let through */
	gboolean spent;	 /* nothing more will be */
};

static DscApproval *newest;

static Reading read_message(const char *message, DscFormat format)
{
	g_autoptr(DscText) text = dsc_text_new(message, -1, format);
	gsize seen_len = dsc_text_visible_len(text);
	gsize len;
	const char *plain = dsc_text_plain(text, &len);
	const char *hidden = len > seen_len ? plain + seen_len + 1 : "";

	Reading reading = { g_strstrip(g_strndup(plain, seen_len)), g_strsplit(hidden, "\n", -1) };
	return reading;
}

static void clear_reading(Reading *reading)
{
	g_free(reading->seen);
	g_strfreev(reading->hidden);
}

DscApproval *dsc_approval_begin(PurpleConversation *conv, const char *message, DscApprovalForm form)
{
	DscApproval *approval = g_new0(DscApproval, 1);

	approval->outer = newest;
	approval->target = dsc_target_new(conv);
	approval->form = form;
	approval->message = g_strdup(message);
	approval->linked = purple_markup_linkify(message);
	if (form == DSC_APPROVAL_TYPED) {
		approval->reading = read_message(approval->linked, DSC_FORMAT_HTML);
		approval->lines = g_strsplit(approval->reading.seen, "\n", -1);
	}
	newest = approval;
	return approval;
}

gboolean dsc_approval_end(DscApproval *approval)
{
	g_return_val_if_fail(approval == newest, FALSE);

	gboolean used = approval->used;
	newest = approval->outer;
	dsc_target_free(approval->target);
	g_free(approval->message);
	g_free(approval->linked);
	clear_reading(&approval->reading);
	g_strfreev(approval->lines);
	g_free(approval);
	return used;
}

static gboolean hides_nothing_new(const DscApproval *approval, const Reading *reading)
{
	const char *const *known = (const char *const *)approval->reading.hidden;

	for (char **part = reading->hidden; *part != NULL; part++) {
		if (**part != '\0' && !g_strv_contains(known, *part))
			return FALSE;
	}
	return TRUE;
}

/* "/word argument": the argument, or NULL. */
static const char *argument_of(const char *line, const char *word)
{
	gsize len = strlen(word);

	if (line[0] != '/' || g_ascii_strncasecmp(line + 1, word, len) != 0 ||
	    !g_ascii_isspace(line[1 + len]))
		return NULL;
	line += 1 + len;
	while (g_ascii_isspace(*line))
		line++;
	return line;
}

/* The commands whose argument comes back to the sending hook. */
static gboolean is_result_of_command(const DscApproval *approval, const char *seen)
{
	const char *said = argument_of(approval->reading.seen, "say");
	if (said != NULL)
		return strcmp(said, seen) == 0;

	const char *acted = argument_of(approval->reading.seen, "me");
	if (acted == NULL)
		acted = argument_of(approval->reading.seen, "action");
	const char *arrived = argument_of(seen, "me");
	return acted != NULL && arrived != NULL && strcmp(acted, arrived) == 0;
}

static gboolean take_whole(DscApproval *approval, const Reading *reading)
{
	if (approval->next_line > 0)
		return FALSE;
	if (strcmp(approval->reading.seen, reading->seen) != 0 &&
	    !is_result_of_command(approval, reading->seen))
		return FALSE;
	approval->spent = TRUE;
	return TRUE;
}

static gboolean take_line(DscApproval *approval, const Reading *reading)
{
	guint i = approval->next_line;

	/* Nobody sends empty lines. */
	while (approval->lines[i] != NULL && *g_strstrip(approval->lines[i]) == '\0')
		i++;
	if (approval->lines[i] == NULL || strcmp(approval->lines[i], reading->seen) != 0)
		return FALSE;
	approval->next_line = i + 1;
	return TRUE;
}

static gboolean take_typed(DscApproval *approval, PurpleConversation *conv, const char *message)
{
	PurpleConnectionFlags features = purple_conversation_get_features(conv);
	PurpleAccount *account = purple_conversation_get_account(conv);
	Reading reading = read_message(message, dsc_core_format(account, message));

	gboolean taken = hides_nothing_new(approval, &reading) &&
			 (take_whole(approval, &reading) ||
			  ((features & PURPLE_CONNECTION_NO_NEWLINES) != 0 &&
			   take_line(approval, &reading)));
	clear_reading(&reading);
	return taken;
}

gboolean dsc_approval_take(PurpleConversation *conv, const char *message)
{
	if (newest == NULL || newest->spent || !dsc_target_is(newest->target, conv))
		return FALSE;

	gboolean taken;
	if (newest->form == DSC_APPROVAL_TYPED) {
		taken = take_typed(newest, conv, message);
	} else {
		taken = strcmp(message, newest->message) == 0 ||
			strcmp(message, newest->linked) == 0;
		newest->spent = taken;
	}
	newest->used |= taken;
	return taken;
}
