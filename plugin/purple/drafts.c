/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "purple/drafts.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <eventloop.h>
#include <util.h>

#include "purple/images.h"
#include "purple/keyring.h"
#include "purple/ui.h"

/* A draft on its way through the keyring: protocol, account, kind, name, text. */
#define DRAFT_TYPE  "(ssiss)"
#define DRAFTS_TYPE "a" DRAFT_TYPE

typedef struct {
	DscTarget *target;
	char *html;
} Draft;

static GQueue drafts = G_QUEUE_INIT;
static guint deliver_idle;
static guint announce_idle;
static const char *announcement;

static void free_draft(void *data)
{
	Draft *draft = data;

	dsc_target_free(draft->target);
	explicit_bzero(draft->html, strlen(draft->html));
	g_free(draft->html);
	g_free(draft);
}

static void push(DscTarget *target, char *html)
{
	Draft *draft = g_new0(Draft, 1);

	draft->target = target;
	draft->html = html;
	g_queue_push_tail(&drafts, draft);
}

guint dsc_drafts_count(void)
{
	return drafts.length;
}

char *dsc_drafts_to_html(void)
{
	GString *html = g_string_new(NULL);

	for (GList *l = drafts.head; l != NULL; l = l->next) {
		const Draft *draft = l->data;
		g_autofree char *name = g_markup_escape_text(draft->target->name, -1);
		g_autofree char *account = g_markup_escape_text(draft->target->username, -1);
		g_string_append_printf(html, "<b>%s</b> (%s)<br>%s<br><br>", name, account,
				       draft->html);
	}
	return g_string_free(html, FALSE);
}

/* --- Saying what is kept ------------------------------------------------------------------ */

static char *names_of_targets(void)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (GList *l = drafts.head; l != NULL; l = l->next) {
		Draft *draft = l->data;
		if (!g_ptr_array_find_with_equal_func(names, draft->target->name, g_str_equal,
						      NULL))
			g_ptr_array_add(names, draft->target->name);
	}
	g_ptr_array_add(names, NULL);
	return g_strjoinv(", ", (char **)names->pdata);
}

static gboolean announce(void *data G_GNUC_UNUSED)
{
	announce_idle = 0;
	if (drafts.length == 0)
		return G_SOURCE_REMOVE;

	g_autofree char *names = names_of_targets();
	g_autofree char *text = g_strdup_printf("%s\n%s", announcement, names);
	dsc_ui()->notice(_("A message of yours was not sent"), text);
	return G_SOURCE_REMOVE;
}

/* From an idle: at start the user interface is not there yet, and several texts make
 * one notice. */
static void announce_soon(const char *sentence)
{
	announcement = sentence;
	if (announce_idle == 0)
		announce_idle = purple_timeout_add(0, announce, NULL);
}

/* --- Giving back -------------------------------------------------------------------------- */

void dsc_give_back(PurpleConversation *conv, const char *html)
{
	if (dsc_ui()->give_back(conv, html))
		return;

	g_autofree char *line = g_strdup_printf("%s<br>%s", _("This was not sent:"), html);
	purple_conversation_write(conv, NULL, line, PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG,
				  time(NULL));
}

static gboolean deliver(void *data G_GNUC_UNUSED)
{
	deliver_idle = 0;
	for (GList *l = drafts.head, *next; l != NULL; l = next) {
		Draft *draft = l->data;
		PurpleConversation *conv = dsc_target_find(draft->target);
		next = l->next;
		if (conv == NULL)
			continue;
		dsc_give_back(conv, draft->html);
		g_queue_delete_link(&drafts, l);
		free_draft(draft);
	}
	return G_SOURCE_REMOVE;
}

void dsc_drafts_deliver(void)
{
	if (drafts.length > 0 && deliver_idle == 0)
		deliver_idle = purple_timeout_add(0, deliver, NULL);
}

void dsc_drafts_add(const DscTarget *target, char *html)
{
	DscTarget *copy = g_new0(DscTarget, 1);

	copy->protocol_id = g_strdup(target->protocol_id);
	copy->username = g_strdup(target->username);
	copy->type = target->type;
	copy->name = g_strdup(target->name);
	push(copy, html);
	announce_soon(_("It waits for you until you open the conversation again:"));
}

/* --- Over a restart ----------------------------------------------------------------------- */

/* Two profiles of one user must not take each other's texts. */
static char *store_name(void)
{
	g_autofree char *profile =
		g_compute_checksum_for_string(G_CHECKSUM_SHA256, purple_user_dir(), -1);

	return g_strdup_printf("discretion:drafts:%.16s", profile);
}

static GBytes *pack(void)
{
	GVariantBuilder builder;

	g_variant_builder_init(&builder, G_VARIANT_TYPE(DRAFTS_TYPE));
	for (GList *l = drafts.head; l != NULL; l = l->next) {
		const Draft *draft = l->data;
		const DscTarget *target = draft->target;
		/* The next run numbers its pictures anew. */
		g_autofree char *html = dsc_images_strip(draft->html);
		g_autofree char *valid = g_utf8_make_valid(html, -1);
		g_variant_builder_add(&builder, DRAFT_TYPE, target->protocol_id, target->username,
				      (gint32)target->type, target->name, valid);
	}
	g_autoptr(GVariant) all = g_variant_ref_sink(g_variant_builder_end(&builder));
	return g_variant_get_data_as_bytes(all);
}

static void unpack(GBytes *bytes)
{
	g_autoptr(GVariant) all = g_variant_ref_sink(
		g_variant_new_from_bytes(G_VARIANT_TYPE(DRAFTS_TYPE), bytes, FALSE));
	GVariantIter iter;
	DscTarget found;
	gint32 type;
	char *html;

	if (!g_variant_is_normal_form(all))
		return;
	g_variant_iter_init(&iter, all);
	while (g_variant_iter_next(&iter, DRAFT_TYPE, &found.protocol_id, &found.username, &type,
				   &found.name, &html)) {
		found.type = (PurpleConversationType)type;
		push(g_memdup(&found, sizeof(found)), html);
	}
}

void dsc_drafts_start(void)
{
	g_autofree char *name = store_name();
	g_autoptr(GBytes) bytes = dsc_keyring_take(name);

	if (bytes == NULL)
		return;
	unpack(bytes);
	announce_soon(_("It is left from last time and comes back when you open the "
			"conversation:"));
	dsc_drafts_deliver();
}

static void stop_idle(guint *source)
{
	if (*source != 0)
		purple_timeout_remove(*source);
	*source = 0;
}

void dsc_drafts_stop(void)
{
	stop_idle(&deliver_idle);
	stop_idle(&announce_idle);
	if (drafts.length > 0) {
		g_autofree char *name = store_name();
		g_autoptr(GBytes) bytes = pack();
		g_autoptr(GError) error = NULL;
		if (!dsc_keyring_store(name, bytes, &error))
			dsc_ui()->notice(_("A message of yours was not sent and cannot be kept"),
					 error->message);
	}
	g_queue_clear_full(&drafts, free_draft);
}
