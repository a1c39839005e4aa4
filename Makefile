# SPDX-License-Identifier: MIT
# Builds Krait. `make help` lists the targets. Every switch is set from outside:
#   make CC=clang   make BUILD=/tmp/k   make CFLAGS=-march=native   make MODE=debug
# Sources are found by wildcard; a new .c file in src/*/ needs no line here.

MODE     ?= release
MODE_DIR_release := build
BUILD    ?= $(or $(MODE_DIR_$(MODE)),build/$(MODE))
PREFIX   ?= /usr/local
DESTDIR  ?=
SECONDS  ?= 30
V        ?= 0
AR       ?= ar
STDLIB   ?= /usr/lib/python3.11
VERSION  := 0.1.0
# What Krait is compared with. Only measuring and making expected outputs need it.
ORACLE   ?= /usr/bin/python3.11
ifeq ($(origin CC),default)
CC := gcc
endif
Q := $(if $(filter 1,$(V)),,@)
SAY = $(if $(filter 1,$(V)),@:,@printf '  %-7s %s\n')

# ---- flags ----------------------------------------------------------------------------------
# With hidden visibility position-independent code costs nothing measurable on x86-64, so each
# file is compiled once and serves the program, the archive and the shared library.
IS_CLANG := $(findstring clang,$(shell $(CC) --version 2>/dev/null))

KR_CPPFLAGS := -Iinclude -Isrc -DKR_STDLIB='"$(STDLIB)"' \
               -DKR_API='extern __attribute__((visibility("default")))'
KR_CFLAGS   := -std=gnu11 -Wall -Wextra -fPIC -fvisibility=hidden -fno-strict-aliasing \
               -fno-semantic-interposition
KR_LIBS     := -lm

MODE_release  := -O2 -fno-asynchronous-unwind-tables -ffunction-sections
MODE_profile  := -O2 -g -fno-omit-frame-pointer
MODE_debug    := -O0 -g -DKR_DEBUG
MODE_check    := -O1 -g -DKR_DEBUG -fno-omit-frame-pointer -fsanitize=address,undefined \
                 -fno-sanitize-recover=all
MODE_stress   := -O1 -g -DKR_DEBUG -DKR_STRESS
MODE_oom      := -O1 -g -DKR_DEBUG
MODE_coverage := -O1 -g --coverage
MODE_fuzz     := -O1 -g -DKR_DEBUG -fno-omit-frame-pointer -fno-sanitize-recover=all \
                 -fsanitize=fuzzer-no-link,address,undefined
MODE_pgo-gen  := -O2 -fprofile-generate -fprofile-update=prefer-atomic
MODE_pgo      := $(MODE_release) -fprofile-use -fprofile-correction -fprofile-partial-training -Wno-missing-profile
MODE_CFLAGS   := $(or $(MODE_$(MODE)),$(error MODE=$(MODE) is none of release debug check stress \
                 oom coverage profile fuzz pgo))
MODE_LDFLAGS  := $(filter -fsanitize=% --coverage -fprofile-generate,$(MODE_CFLAGS))
ALL_CFLAGS     = $(KR_CPPFLAGS) $(CPPFLAGS) $(KR_CFLAGS) $(MODE_CFLAGS) $(CFLAGS)

# The first two passes would merge the dispatch jumps that the interpreter keeps apart on purpose; the
# third turns the clearing of a few registers into a call of memset.
ifeq ($(IS_CLANG),)
KR_NO_MEMSET := -fno-tree-loop-distribute-patterns
$(BUILD)/obj/src/run/interp.o: private FILE_CFLAGS := -fno-gcse -fno-crossjumping $(KR_NO_MEMSET)
$(BUILD)/obj/src/run/call.o $(BUILD)/obj/src/run/frame.o: private FILE_CFLAGS := $(KR_NO_MEMSET)
endif

# The program has a fixed address, as Debian's python3.11 has: thousands of pointers in its tables need
# no relocation then, which is 0.3 ms of each start and 300 KB of the file.
PROGRAM_LDFLAGS := $(if $(filter release profile pgo,$(MODE)),-no-pie)
# What a start runs lies side by side (tools/start-order).
START_LD := $(if $(filter release pgo,$(MODE)),$(BUILD)/start.ld)
PROGRAM_LDFLAGS += $(START_LD:%=-Wl,-T,%)

# ---- files ----------------------------------------------------------------------------------
LAYERS := base heap compile run types lib api
SRC    := $(sort $(foreach d,$(LAYERS),$(wildcard src/$(d)/*.c)))
CLI    := $(sort $(wildcard cli/*.c))
OBJ    := $(SRC:%.c=$(BUILD)/obj/%.o)
CLIOBJ := $(CLI:%.c=$(BUILD)/obj/%.o)
objs_of = $(patsubst %.c,$(BUILD)/obj/%.o,$(sort $(wildcard src/$(1)/*.c)))

LIB_A  := $(BUILD)/libkrait.a
LIB_SO := $(BUILD)/libkrait.so
PROGRAM := $(if $(CLI),$(BUILD)/krait)
# The library, compiled, beside the program. Slow builds compile what they import at each start instead.
IMAGE := $(and $(CLI),$(wildcard $(STDLIB)/os.py),$(filter release debug check profile pgo,$(MODE)),$(BUILD)/cache/library)
# Krait's own package, where the program looks for it.
MODULES := $(and $(CLI),$(BUILD)/cache/lib)
# Only what may be installed has a shared library; tests link the archive.
SHARED := $(and $(SRC),$(filter release debug profile pgo,$(MODE)),$(LIB_SO))

.PHONY: all help
.DEFAULT_GOAL := all
all: $(PROGRAM) $(LIB_A) $(SHARED) $(IMAGE) $(MODULES)

help:
	@sed -n 's/^#: //p' Makefile

#: make              the program, libkrait.a and libkrait.so, in build/
#: make run          what is missing installed, Krait built, examples/slots.py run
#: make test         what is missing installed, Krait built, every test run
#: make debug        -O0 -g with asserts, in build/debug/
#: make check        asserts, address and undefined-behaviour sanitizers: every test
#: make stress       a collection at every allocation after start-up: every test
#: make oom          allocation 1, 2, 3, ... fails until the task succeeds
#: make fuzz         SECONDS=n of libFuzzer for each target (clang); make test replays the corpus
#: make conformance  CPython's own tests (groups 01 to 05) under Krait, beside what passed before
#: make bench        measures beside CPython 3.11 (bench/README.md)
#: make dist         all of Krait as build/dist/krait.c and krait.h
#: make pgo          trained on the test programs, in build/pgo/
#: make coverage     lines of src/ reached by the tests; fails under 90 %
#: make profile      -O2 with symbols and frame pointers, in build/profile/
#: make lint         every checker of tools/check-*
#: make install      to PREFIX (/usr/local), under DESTDIR
#: make test-browser  pages of krait.heap in headless Chromium, installed when missing
#: make test-AREA    only test/AREA, for example make test-base or make test-lang
#: make clean        removes BUILD (build/)

# ---- compile and link -----------------------------------------------------------------------
# The stamp changes when the compiler or a flag does, and with it every object is out of date.
STAMP := $(BUILD)/flags
FLAGS_NOW := $(CC) $(ALL_CFLAGS)
ifneq ($(FLAGS_NOW),$(shell cat $(STAMP) 2>/dev/null))
.PHONY: $(STAMP)
endif
$(STAMP):
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(FLAGS_NOW))' >$@

$(BUILD)/obj/%.o: %.c $(STAMP)
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(CC) $(ALL_CFLAGS) $(FILE_CFLAGS) -MMD -MP -c $< -o $@

define archive
	@mkdir -p $(@D)
	$(SAY) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^
endef

$(LIB_A): $(OBJ)
	$(archive)
define layer_rule
$(BUILD)/layer/$(1).a: $(call objs_of,$(1))
	$$(archive)
endef
$(foreach l,$(LAYERS),$(eval $(call layer_rule,$(l))))

$(LIB_SO): $(OBJ)
	$(SAY) LINK $@
	$(Q)$(CC) -shared -Wl,-soname,libkrait.so.0 -Wl,-z,defs $(MODE_CFLAGS) $(LDFLAGS) -o $@ $^ \
	    $(KR_LIBS)

$(BUILD)/start.ld: tools/start.order
	@mkdir -p $(@D)
	$(Q){ echo 'SECTIONS { .text.begin : {'; sed 's/.*/*(.text.&)/' $<; \
	    echo '} } INSERT BEFORE .text;'; } >$@

$(BUILD)/krait: $(CLIOBJ) $(LIB_A) $(START_LD)
	$(SAY) LINK $@
	$(Q)$(CC) $(MODE_CFLAGS) $(PROGRAM_LDFLAGS) $(LDFLAGS) -o $@ $(CLIOBJ) $(LIB_A) $(KR_LIBS)

$(BUILD)/cache/library: $(BUILD)/krait tools/library-image
	@mkdir -p $(@D)
	$(SAY) IMAGE $@
	$(Q)env -i $(BUILD)/krait -I -S tools/library-image $@ $(STDLIB)

$(BUILD)/cache/lib:
	@mkdir -p $(@D)
	$(Q)ln -sfn $(CURDIR)/lib $@

# ---- C programs under test/ -----------------------------------------------------------------
# test/AREA/NAME.c becomes BUILD/test/AREA/NAME, linked with no more layers than the area may use,
# so that a test of base/ fails to link as soon as base/ leans on anything above it.
LINK_base   := base
LINK_heap   := heap base
LINK_parser := compile heap base
LINK_compile := compile heap base
LINK_cli := base
AREAS  := base heap parser compile run types lib api cli limits
area_libs = $(if $(LINK_$(1)),$(LINK_$(1):%=$(BUILD)/layer/%.a),$(LIB_A))
CTESTS := $(foreach a,$(AREAS),$(patsubst %.c,$(BUILD)/%,$(sort $(wildcard test/$(a)/*.c))))

define area_rule
$(BUILD)/test/$(1)/%: $(BUILD)/obj/test/$(1)/%.o $(call area_libs,$(1))
	@mkdir -p $$(@D)
	$$(SAY) LINK $$@
	$$(Q)$$(CC) $$(MODE_CFLAGS) $$(LDFLAGS) -o $$@ $$^ $$(KR_LIBS)
endef
$(foreach a,$(AREAS),$(eval $(call area_rule,$(a))))

TESTRUN := $(if $(wildcard test/run.c),$(BUILD)/test-run)
$(BUILD)/test-run: test/run.c $(STAMP)
	@mkdir -p $(@D)
	$(SAY) LINK $@
	$(Q)$(CC) -std=gnu11 -Wall -Wextra -O1 -g -o $@ $<

OOM := $(patsubst %.c,$(BUILD)/obj/%.o,$(sort $(wildcard test/oom/*.c)))
$(BUILD)/oom-sweep: $(OOM) $(LIB_A)
	$(SAY) LINK $@
	$(Q)$(CC) $(MODE_CFLAGS) $(LDFLAGS) -o $@ $^ $(KR_LIBS)

# ---- fuzzing --------------------------------------------------------------------------------
# fuzz/fuzz_NAME.c defines LLVMFuzzerTestOneInput; its corpus is fuzz/corpus/NAME/. Linked with
# fuzz/replay_main.c it replays files with any compiler, linked with libFuzzer it searches.
FUZZERS := $(sort $(wildcard fuzz/fuzz_*.c))
REPLAY  := $(FUZZERS:fuzz/fuzz_%.c=$(BUILD)/fuzz/replay_%)
SEARCH  := $(FUZZERS:fuzz/fuzz_%.c=$(BUILD)/fuzz/search_%)
.SECONDARY:

$(BUILD)/fuzz/replay_%: $(BUILD)/obj/fuzz/fuzz_%.o $(BUILD)/obj/fuzz/replay_main.o $(LIB_A)
	@mkdir -p $(@D)
	$(SAY) LINK $@
	$(Q)$(CC) $(MODE_CFLAGS) $(LDFLAGS) -o $@ $^ $(KR_LIBS)

$(BUILD)/fuzz/search_%: $(BUILD)/obj/fuzz/fuzz_%.o $(LIB_A)
	@mkdir -p $(@D)
	$(SAY) LINK $@
	$(Q)$(CC) -fsanitize=fuzzer,address,undefined $(LDFLAGS) -o $@ $^ $(KR_LIBS)

.PHONY: fuzz fuzz-search
fuzz:
	+$(Q)$(MAKE) --no-print-directory MODE=fuzz CC=clang BUILD=build/fuzz fuzz-search
fuzz-search: $(SEARCH)
	$(Q)tools/fuzz $(BUILD) $(SECONDS)

# ---- tests ----------------------------------------------------------------------------------
.PHONY: run test test-programs deps check stress oom oom-sweep debug profile
AGAIN = +$(Q)$(MAKE) --no-print-directory MODE=$(MODE) BUILD=$(BUILD)
run: deps
	$(AGAIN) all
	$(Q)if [ -x tools/lesson ]; then KRAIT=$(BUILD)/krait tools/lesson; \
	    else $(BUILD)/krait examples/slots.py; fi

deps:
	$(Q)tools/deps

test-programs: all $(CTESTS) $(TESTRUN) $(REPLAY)

# The packages first: a parallel make would compile beside their installation.
test: deps
	$(AGAIN) test-programs
	$(Q)MODE=$(MODE) tools/test-all $(BUILD)

# Only one area: its C programs and its Python programs.
test-%: $(TESTRUN)
	$(AGAIN) $(patsubst %.c,$(BUILD)/%,$(wildcard test/$*/*.c)) \
	    $(if $(wildcard test/$*/*.out test/$*/*/*.out),all)
	$(Q)MODE=$(MODE) tools/test-all $(BUILD) $*

debug profile:
	+$(Q)$(MAKE) --no-print-directory MODE=$@ BUILD=build/$@ all

check stress:
	+$(Q)$(MAKE) --no-print-directory MODE=$@ BUILD=build/$@ test

oom:
	+$(Q)$(MAKE) --no-print-directory MODE=oom BUILD=build/oom oom-sweep
oom-sweep: $(if $(OOM),$(BUILD)/oom-sweep)
	$(if $(OOM),$(Q)$(BUILD)/oom-sweep,@echo 'test/oom/ holds no program yet'; exit 1)

# Pages of reports, opened in Debian's Chromium.
.PHONY: test-browser
test-browser: all
	$(Q)tools/deps --browser
	$(Q)KR_BUILD=$(BUILD) KRAIT=$(BUILD)/krait sh test/heap_report/browser/browser.sh

.PHONY: conformance
conformance: all
	$(Q)tools/deps --conform
	$(Q)KRAIT=$(BUILD)/krait test/conform/run

# ---- measuring ------------------------------------------------------------------------------
.PHONY: bench bench-instructions pgo coverage
bench: all $(BUILD)/bench/start
	$(Q)$(ORACLE) bench/run.py --interp $(BUILD)/krait --reference $(ORACLE)
	$(Q)$(ORACLE) bench/sizes.py --interp $(BUILD)/krait --reference $(ORACLE)
	$(Q)$(BUILD)/bench/start $(BUILD)/krait $(ORACLE)

bench-instructions: all
	$(Q)$(ORACLE) bench/instructions.py --interp $(BUILD)/krait --reference $(ORACLE) --tolerance 3

$(BUILD)/bench/%: bench/%.c $(STAMP)
	@mkdir -p $(@D)
	$(Q)$(CC) -std=gnu11 -Wall -Wextra -O2 -o $@ $<

# Both steps use one object tree, because the compiler looks for a profile beside its output.
pgo:
	+$(Q)$(MAKE) --no-print-directory MODE=pgo-gen BUILD=build/pgo all build/pgo/test-run
	-$(Q)MODE=pgo-gen tools/test-all build/pgo lang slots >build/pgo/training.log
	+$(Q)$(MAKE) --no-print-directory MODE=pgo BUILD=build/pgo all

coverage:
	+$(Q)$(MAKE) --no-print-directory MODE=coverage BUILD=build/coverage test-programs
	$(Q)find build/coverage -name '*.gcda' -exec rm -f {} +
	$(Q)MODE=coverage tools/test-all build/coverage >build/coverage/test.log; tail -n1 build/coverage/test.log
	$(Q)tools/coverage --min 90 build/coverage heap compile run types

# ---- checkers -------------------------------------------------------------------------------
.PHONY: lint check-link
lint: all check-link
	$(Q)tools/lint $(BUILD)

# Each object list must link alone: what is undefined then is a dependency in the wrong direction.
check-link: $(foreach l,base heap compile,$(call objs_of,$(l)))
	$(Q)CC='$(CC)' CFLAGS='$(MODE_CFLAGS)' tools/check-link $(BUILD)

# ---- one file, and installed ----------------------------------------------------------------
.PHONY: dist install clean
dist:
	$(Q)mkdir -p build/dist
	$(Q)CC='$(CC)' tools/amalgamate build/dist/krait.c $(SRC)
	$(Q)cp include/krait.h build/dist/krait.h

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include \
	    $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/lib/krait
	install -m 755 $(BUILD)/krait $(DESTDIR)$(PREFIX)/bin/krait
	$(if $(IMAGE),install -m 644 $(IMAGE) $(DESTDIR)$(PREFIX)/lib/krait/library)
	install -m 644 include/krait.h $(DESTDIR)$(PREFIX)/include/krait.h
	install -m 644 $(LIB_A) $(DESTDIR)$(PREFIX)/lib/libkrait.a
	install -m 755 $(LIB_SO) $(DESTDIR)$(PREFIX)/lib/libkrait.so.0
	ln -sf libkrait.so.0 $(DESTDIR)$(PREFIX)/lib/libkrait.so
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' krait.pc.in \
	    >$(DESTDIR)$(PREFIX)/lib/pkgconfig/krait.pc
	if [ -d lib ]; then cd lib && find . -name '*.py' -o -name '*.html' | while read -r f; do \
	    install -D -m 644 "$$f" "$(DESTDIR)$(PREFIX)/lib/krait/$$f"; done; fi

clean:
	rm -rf $(BUILD)

-include $(OBJ:.o=.d) $(CLIOBJ:.o=.d) $(patsubst %.c,$(BUILD)/obj/%.d,$(wildcard test/*/*.c fuzz/*.c))
