/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/findings.h"

#include <glib/gi18n-lib.h>

#include "gtk/widgets.h"

/* As much of what was found as fits into a line. */
#define QUOTE_CHARS 48

/* Frame, scroll bar, border and the arrow of an expander, in pixels, in any theme. */
#define AROUND_TEXT 80

typedef struct {
	const DscRow *row;
	GtkWidget *tick;
	GtkWidget *entry;
} Choice;

typedef struct {
	GArray *choices; /* of those rows that something can stand in for */
	GtkWidget *list;
	GPtrArray *labels;
	int width; /* at which @labels wrap */
	DscRedaction redaction;
	gboolean changes_itself;
	DscFindingsChanged changed;
	gpointer data;
} Findings;

static const char *const KEY = "discretion-findings";

static void findings_free(Findings *self)
{
	g_array_unref(self->choices);
	g_ptr_array_unref(self->labels);
	g_free(self);
}

static char *quote(const char *text)
{
	g_autofree char *line = g_strdelimit(g_strdup(text), "\r\n\t", ' ');
	g_autofree char *head =
		g_utf8_substring(line, 0, MIN(g_utf8_strlen(line, -1), QUOTE_CHARS));
	g_autofree char *cut = g_strconcat(head, strlen(head) < strlen(line) ? "…" : NULL, NULL);
	g_autofree char *isolated = dsc_isolate(cut);

	/* TRANSLATORS: quotation marks */
	return g_strdup_printf(_("“%s”"), isolated);
}

static GtkWidget *add_label(Findings *self, GtkWidget *box, char *markup)
{
	GtkWidget *label = dsc_label_new(markup);

	gtk_box_pack_start(GTK_BOX(box), label, FALSE, FALSE, 0);
	g_ptr_array_add(self->labels, label);
	return label;
}

static void add_title(Findings *self, GtkWidget *box, const DscRow *row)
{
	g_autofree char *quoted = quote(row->text);
	g_autofree char *where = NULL;
	guint n = row->spans->len;

	if (row->hidden)
		where = g_strdup(_("hidden in a link or comment"));
	else if (n > 1)
		where = g_strdup_printf(g_dngettext(GETTEXT_PACKAGE, "%u time", "%u times", n), n);
	add_label(self, box,
		  g_markup_printf_escaped(
			  "<span background=\"#2e3436\" foreground=\"#ffffff\">"
			  "<b>\302\240%u\302\240</b></span>  <b>%s</b>  %s%s<i>%s</i>",
			  row->number, row->rule->title, quoted, where ? "  " : "",
			  where ? where : ""));
}

static char *clauses_line(const GPtrArray *codes)
{
	const DscCode *first = codes->pdata[0];
	guint more = codes->len - 1;
	/* TRANSLATORS: a clause of a code of conduct: the document, its subject */
	g_autofree char *clause = g_markup_printf_escaped(_("%s: %s"), first->source, first->title);

	if (!more)
		return g_steal_pointer(&clause);
	/* TRANSLATORS: %s is a clause; %u is how many more there are */
	return g_strdup_printf(
		g_dngettext(GETTEXT_PACKAGE, "%s (and %u more)", "%s (and %u more)", more), clause,
		more);
}

static char *details_markup(const DscRow *row)
{
	const GPtrArray *codes = row->rule->codes;
	GString *markup = g_string_new(NULL);

	for (guint i = 0; i < codes->len; i++) {
		const DscCode *code = codes->pdata[i];
		g_autofree char *clause =
			g_markup_printf_escaped("%s<b>%s: %s</b>\n%s", i ? "\n" : "", code->source,
						code->title, code->text);
		g_string_append(markup, clause);
		if (code->url) {
			g_autofree char *url = g_markup_printf_escaped("\n%s", code->url);
			g_string_append(markup, url);
		}
	}
	g_autofree char *evidence =
		g_markup_printf_escaped("\n<b>%s</b>\n%s", _("Why it was found"), row->evidence);
	g_string_append(markup, evidence);
	return g_string_free(markup, FALSE);
}

/* The first clause is named; a click, or the pointer resting, shows what all of them say, and
 * the evidence. */
static void add_details(Findings *self, GtkWidget *box, const DscRow *row)
{
	const GPtrArray *codes = row->rule->codes;
	GtkWidget *expander = gtk_expander_new(NULL);
	GtkWidget *label = dsc_label_new(clauses_line(codes));
	g_autofree char *markup = details_markup(row);
	GtkWidget *full = dsc_label_new(g_strdup(markup));

	gtk_label_set_selectable(GTK_LABEL(full), TRUE);
	gtk_misc_set_padding(GTK_MISC(full), DSC_WIDE_GAP, 0);
	gtk_expander_set_label_widget(GTK_EXPANDER(expander), label);
	gtk_widget_set_tooltip_markup(expander, markup);
	gtk_container_add(GTK_CONTAINER(expander), full);
	gtk_box_pack_start(GTK_BOX(box), expander, FALSE, FALSE, 0);
	g_ptr_array_add(self->labels, label);
	g_ptr_array_add(self->labels, full);
}

static void on_change(GtkWidget *widget G_GNUC_UNUSED, Findings *self)
{
	if (!self->changes_itself)
		self->changed(self->data);
}

static void on_tick(GtkToggleButton *tick, GtkWidget *entry)
{
	gtk_widget_set_sensitive(entry, gtk_toggle_button_get_active(tick));
}

/* "" cuts the stretch out, which an empty entry shows. */
static void add_choice(Findings *self, GtkWidget *box, const DscRow *row)
{
	GtkWidget *line = gtk_hbox_new(FALSE, DSC_GAP);
	GtkWidget *tick = gtk_check_button_new_with_label(_("Replace with"));
	GtkWidget *entry = gtk_entry_new();
	g_autofree char *quoted = quote(row->text);
	g_autofree char *about =
		/* TRANSLATORS: for screen readers: number, what it is, the found text */
		g_strdup_printf(_("%u: %s, %s"), row->number, row->rule->title, quoted);
	/* TRANSLATORS: for screen readers: the number of what was found, the found text */
	g_autofree char *replace = g_strdup_printf(_("Replace %u, %s"), row->number, quoted);
	g_autofree char *replacement =
		g_strdup_printf(_("Replacement for %u, %s"), row->number, quoted);
	Choice choice = { row, tick, entry };

	gtk_entry_set_text(GTK_ENTRY(entry), row->replacements[self->redaction]);
	gtk_entry_set_activates_default(GTK_ENTRY(entry), TRUE);
	gtk_widget_set_tooltip_text(entry, _("Leave it empty to cut the words out."));
	gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(tick), TRUE);
	dsc_widget_describe(tick, replace, about);
	dsc_widget_describe(entry, replacement, about);
	g_signal_connect(tick, "toggled", G_CALLBACK(on_tick), entry);
	g_signal_connect(tick, "toggled", G_CALLBACK(on_change), self);
	g_signal_connect(entry, "changed", G_CALLBACK(on_change), self);
	gtk_box_pack_start(GTK_BOX(line), tick, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(line), entry, TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(box), line, FALSE, FALSE, 0);
	g_array_append_val(self->choices, choice);
}

static GtkWidget *row_new(Findings *self, const DscRow *row)
{
	GtkWidget *box = gtk_vbox_new(FALSE, 3);

	add_title(self, box, row);
	if (row->replacements[self->redaction])
		add_choice(self, box, row);
	else
		add_label(self, box,
			  g_markup_printf_escaped("<b>%s</b>", _("Nothing can stand in for this: "
								 "please edit the message.")));
	add_label(self, box, g_markup_escape_text(row->rule->explanation, -1));
	if (row->rule->better)
		add_label(self, box,
			  g_markup_printf_escaped(_("<i>Better:</i> %s"), row->rule->better));
	if (row->rule->codes->len)
		add_details(self, box, row);
	return box;
}

static void wrap_at(Findings *self, int width)
{
	if (width == self->width)
		return;
	self->width = width;
	for (guint i = 0; i < self->labels->len; i++)
		dsc_label_wrap_at(self->labels->pdata[i], width);
}

static void on_allocate(GtkWidget *widget G_GNUC_UNUSED, GtkAllocation *allocation, Findings *self)
{
	wrap_at(self, MAX(allocation->width - AROUND_TEXT, 200));
}

GtkWidget *dsc_findings_new(const GPtrArray *rows, DscFindingsChanged changed, gpointer data)
{
	Findings *self = g_new0(Findings, 1);
	GtkWidget *box = gtk_vbox_new(FALSE, DSC_GAP);
	GtkWidget *scrolled = dsc_scrolled_new(box, DSC_FINDINGS_LEAST);

	self->choices = g_array_new(FALSE, FALSE, sizeof(Choice));
	self->labels = g_ptr_array_new();
	self->changed = changed;
	self->data = data;
	gtk_container_set_border_width(GTK_CONTAINER(box), DSC_GAP);
	for (guint i = 0; i < rows->len; i++) {
		if (i)
			gtk_box_pack_start(GTK_BOX(box), gtk_hseparator_new(), FALSE, FALSE, 0);
		gtk_box_pack_start(GTK_BOX(box), row_new(self, rows->pdata[i]), FALSE, FALSE, 0);
	}
	self->list = box;
	wrap_at(self, DSC_TEXT_WIDE - AROUND_TEXT / 2);
	g_object_set_data_full(G_OBJECT(scrolled), KEY, self, (GDestroyNotify)findings_free);
	g_signal_connect(scrolled, "size-allocate", G_CALLBACK(on_allocate), self);
	return scrolled;
}

int dsc_findings_height(GtkWidget *findings)
{
	const Findings *self = g_object_get_data(G_OBJECT(findings), KEY);
	GtkRequisition wanted;

	gtk_widget_size_request(self->list, &wanted);
	return wanted.height + DSC_GAP;
}

void dsc_findings_set_redaction(GtkWidget *findings, DscRedaction redaction)
{
	Findings *self = g_object_get_data(G_OBJECT(findings), KEY);
	DscRedaction before = self->redaction;

	self->redaction = redaction;
	self->changes_itself = TRUE;
	for (guint i = 0; i < self->choices->len; i++) {
		const Choice *choice = &g_array_index(self->choices, Choice, i);
		GtkEntry *entry = GTK_ENTRY(choice->entry);
		char *const *replacements = choice->row->replacements;
		if (g_str_equal(gtk_entry_get_text(entry), replacements[before]))
			gtk_entry_set_text(entry, replacements[redaction]);
	}
	self->changes_itself = FALSE;
}

GArray *dsc_findings_edits(GtkWidget *findings)
{
	const Findings *self = g_object_get_data(G_OBJECT(findings), KEY);
	GArray *edits = g_array_new(FALSE, FALSE, sizeof(DscEdit));

	for (guint i = 0; i < self->choices->len; i++) {
		const Choice *choice = &g_array_index(self->choices, Choice, i);
		if (!gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(choice->tick)))
			continue;
		for (guint k = 0; k < choice->row->spans->len; k++) {
			DscEdit edit = { g_array_index(choice->row->spans, DscSpan, k),
					 gtk_entry_get_text(GTK_ENTRY(choice->entry)) };
			g_array_append_val(edits, edit);
		}
	}
	return edits;
}
