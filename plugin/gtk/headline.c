/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gtk/headline.h"

#include <glib/gi18n-lib.h>

#include "gtk/widgets.h"

/*
 * The three ways to say who hears it: one person, a room of unknown size, a room
 * of @n people. A macro, so that the sentences stand whole and literal where
 * translators and the compiler's format check find them.
 */
#define TO_READERS(direct, everybody, counted)                                                     \
	(audience->setting == DSC_SETTING_DIRECT ? g_strdup_printf(direct, name)                   \
	 : n < 1				 ? g_strdup_printf(everybody, name)                \
						 : g_strdup_printf(counted, n, name))

typedef enum {
	SAYS_UNCHECKED,
	SAYS_NAMES,
	SAYS_IDENTIFIES,
	SAYS_ADVERTISES,
	SAYS_MAGNIFIES,
	SAYS_OTHERWISE,
} Says;

static Says says_of(const DscRow *row)
{
	if (row->rule->family == DSC_FAMILY_ADVERT)
		return SAYS_ADVERTISES;
	if (row->rule->family == DSC_FAMILY_IDENT)
		return SAYS_MAGNIFIES;
	if (row->rule->family != DSC_FAMILY_CONF || row->rule->type == DSC_TYPE_TERM)
		return SAYS_OTHERWISE;
	return row->rule->type == DSC_TYPE_NAME ? SAYS_NAMES : SAYS_IDENTIFIES;
}

/* What the strictest rows say; of equals, what weighs most on a patient. */
static Says says_most(const GPtrArray *rows)
{
	DscVerdict strictest = DSC_VERDICT_PASS;
	Says says = SAYS_UNCHECKED;

	for (guint i = 0; i < rows->len; i++) {
		const DscRow *row = rows->pdata[i];
		if (row->verdict < strictest)
			continue;
		Says next = says_of(row);
		if (row->verdict > strictest || next < says)
			says = next;
		strictest = row->verdict;
	}
	return says;
}

static char *consequence(Says says, const DscAudience *audience)
{
	g_autofree char *name = dsc_isolate(audience->name);
	int n = audience->n_people;

	switch (says) {
	case SAYS_NAMES:
		return TO_READERS(_("This message names a patient to %s"),
				  _("This message names a patient to everybody in %s"),
				  g_dngettext(GETTEXT_PACKAGE,
					      "This message names a patient to %d person in %s",
					      "This message names a patient to %d people in %s",
					      n));
	case SAYS_IDENTIFIES:
		return TO_READERS(
			_("This message could identify a patient to %s"),
			_("This message could identify a patient to everybody in %s"),
			g_dngettext(GETTEXT_PACKAGE,
				    "This message could identify a patient to %d person in %s",
				    "This message could identify a patient to %d people in %s", n));
	case SAYS_ADVERTISES:
		return TO_READERS(_("This message advertises to %s"),
				  _("This message advertises to everybody in %s"),
				  g_dngettext(GETTEXT_PACKAGE,
					      "This message advertises to %d person in %s",
					      "This message advertises to %d people in %s", n));
	case SAYS_MAGNIFIES:
		return TO_READERS(
			_("This message promises or praises too much to %s"),
			_("This message promises or praises too much to everybody in %s"),
			g_dngettext(GETTEXT_PACKAGE,
				    "This message promises or praises too much to %d person in %s",
				    "This message promises or praises too much to %d people in %s",
				    n));
	case SAYS_OTHERWISE:
		return TO_READERS(
			_("This message may break a professional code before %s"),
			_("This message may break a professional code before everybody in %s"),
			g_dngettext(GETTEXT_PACKAGE,
				    "This message may break a professional code before %d person "
				    "in %s",
				    "This message may break a professional code before %d people "
				    "in %s",
				    n));
	case SAYS_UNCHECKED:
		break;
	}
	return TO_READERS(
		_("This message to %s could not be checked completely"),
		_("This message to everybody in %s could not be checked completely"),
		g_dngettext(GETTEXT_PACKAGE,
			    "This message to %d person in %s could not be checked completely",
			    "This message to %d people in %s could not be checked completely", n));
}

char *dsc_headline(const DscDecision *decision, const GPtrArray *rows, const DscAudience *audience)
{
	g_autofree char *says = consequence(says_most(rows), audience);

	if (dsc_decision_verdict(decision) != DSC_VERDICT_BLOCK)
		return g_steal_pointer(&says);
	/* TRANSLATORS: %s is a sentence without its full stop: "This message names a patient to 14
	 * people in #ward" */
	return g_strdup_printf(_("%s. Your institution’s policy forbids sending it"), says);
}

char *dsc_headline_readers(const DscAudience *audience)
{
	g_autofree char *name = dsc_isolate(audience->name);
	g_autofree char *account = dsc_isolate(audience->account);
	int n = audience->n_people;

	if (audience->setting == DSC_SETTING_DIRECT)
		/* TRANSLATORS: person, account, protocol */
		return g_strdup_printf(_("Who will read it: %s. From %s (%s)."), name, account,
				       audience->protocol);
	if (n < 0)
		/* TRANSLATORS: room, account, protocol */
		return g_strdup_printf(_("Who will read it: everybody in %s. From %s (%s)."), name,
				       account, audience->protocol);
	/* TRANSLATORS: room, number, account, protocol */
	return g_strdup_printf(
		g_dngettext(GETTEXT_PACKAGE, "Who will read it: %s, %d other person. From %s (%s).",
			    "Who will read it: %s, %d other people. From %s (%s).", n),
		name, n, account, audience->protocol);
}
