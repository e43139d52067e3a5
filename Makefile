# SPDX-License-Identifier: Apache-2.0
# make demo   the main job, told step by step        make test   every test, with other programs as judges
# make check  format, imports, sizes                  make bench  figures beside the limits of this machine
# make fuzz   hostile bytes, a minute a target        make load   slow clients, a soak, a Monday morning; an hour and more

SWIFT ?= swift
# Where strangers' Python linters are installed; ignored by git.
JUDGES ?= .build-judges
DEMO_HOME ?= $(CURDIR)/demo

.PHONY: demo test check bench fuzz load build packages judges clean

demo: packages
	$(SWIFT) build -c release --product mohr
	@# Only what an earlier demo left is removed.
	@if [ -d "$(DEMO_HOME)/story" ]; then rm -rf "$(DEMO_HOME)"; fi
	"$$($(SWIFT) build -c release --show-bin-path)/mohr" demo --home "$(DEMO_HOME)"

test: packages judges
	.ci/test "$(JUDGES)"

build: packages
	$(SWIFT) build -c release --product mohr

bench: build
	@for name in verify issue ocsp crl timestamp; do "$$($(SWIFT) build -c release --show-bin-path)/mohr" bench $$name; done

fuzz: packages
	.ci/fuzz control
	SKIP_BUILD=1 .ci/fuzz 60

load: build
	@for name in slow morning soak; do "$$($(SWIFT) build -c release --show-bin-path)/mohr" drill $$name || exit 1; done

check:
	.ci/check

# The Debian packages that the program is built from.
packages:
	@.ci/packages libssl-dev libsqlite3-dev libpq-dev libp11-kit-dev pkg-config openssl

# The programs that judge what Mohr writes; tests only.
judges:
	@.ci/packages gnutls-bin openssl sqlite3 postgresql curl python3-venv gpgsm faketime softhsm2 p11-kit p11-kit-modules \
		libnss3-tools default-jre-headless chromium fonts-dejavu-core systemd
	@.ci/judges "$(JUDGES)"
	@.ci/wycheproof "$(JUDGES)/wycheproof"

clean:
	rm -rf .build .build-judges
	@if [ -d "$(DEMO_HOME)/story" ]; then rm -rf "$(DEMO_HOME)"; fi
