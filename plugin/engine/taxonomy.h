/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The three words that every finding, rule, policy and record share, and their
 * names in machine output. The names are a fixed interface and never translated.
 */

/**
 * DscFamily:
 *
 * The family of codes of conduct that a rule serves. Source: TUMS professional
 * guideline for cyberspace 2022 (30 codes), AMA Code 2.3.2, GMC 2013.
 */
typedef enum {
	DSC_FAMILY_CONF,   /* confidentiality */
	DSC_FAMILY_ADVERT, /* profit-making advertisement */
	DSC_FAMILY_IDENT,  /* who speaks, without magnifying */
	DSC_FAMILY_RESPECT,
	DSC_FAMILY_COLLEAGUE,
	DSC_FAMILY_ADVICE,
	DSC_FAMILY_BOUNDARY,
	DSC_FAMILY_RUMOUR,
	DSC_FAMILY_EVIDENCE,
	DSC_FAMILY_COPYRIGHT,
	DSC_FAMILY_PROPRIETARY,
	DSC_FAMILY_PRIVACY,
	DSC_FAMILY_AUDIENCE,
	DSC_N_FAMILIES,
} DscFamily;

/**
 * DscType:
 *
 * What the found stretch of text is.
 */
typedef enum {
	DSC_TYPE_NAME,
	DSC_TYPE_DATE,
	DSC_TYPE_AGE,
	DSC_TYPE_PHONE,
	DSC_TYPE_EMAIL,
	DSC_TYPE_URL,
	DSC_TYPE_IP,
	DSC_TYPE_ID,
	DSC_TYPE_ADDRESS,
	DSC_TYPE_ORG,
	DSC_TYPE_BED,	/* beds, rooms and bays */
	DSC_TYPE_OTHER, /* passwords, handles, whatever else identifies or opens */
	DSC_TYPE_QUASI, /* identifies only together with others */
	DSC_TYPE_TERM,	/* breaks a code and identifies nobody */
	DSC_N_TYPES,
} DscType;

/**
 * DscSetting:
 *
 * Who listens, coarsely: one person, a closed group, or anybody who joins.
 */
typedef enum {
	DSC_SETTING_DIRECT,
	DSC_SETTING_GROUP_CHAT,
	DSC_SETTING_PUBLIC_ROOM,
	DSC_N_SETTINGS,
} DscSetting;

/**
 * DscVerdict:
 *
 * What is to happen with a message or because of one finding; a larger value is
 * the stricter one.
 */
typedef enum {
	DSC_VERDICT_PASS,  /* nothing is said */
	DSC_VERDICT_HINT,  /* shown without stopping the message */
	DSC_VERDICT_HOLD,  /* the message waits for the person */
	DSC_VERDICT_BLOCK, /* policy forbids it */
	DSC_N_VERDICTS,
} DscVerdict;

/* Each returns a static string: "CONF", "NAME", "group-chat", "hold". */
const char *dsc_family_name(DscFamily family);
const char *dsc_type_name(DscType type);
const char *dsc_setting_name(DscSetting setting);
const char *dsc_verdict_name(DscVerdict verdict);

/* Each stores the value that @name stands for, exactly as written above;
 * FALSE and nothing stored if there is none. */
gboolean dsc_family_from_name(const char *name, DscFamily *family);
gboolean dsc_type_from_name(const char *name, DscType *type);
gboolean dsc_setting_from_name(const char *name, DscSetting *setting);
gboolean dsc_verdict_from_name(const char *name, DscVerdict *verdict);
