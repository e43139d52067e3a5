// SPDX-License-Identifier: Apache-2.0
// The door to PKCS #11 2.40: its header (Debian's libp11-kit-dev), and nothing to link with; the operator's module is
// loaded when it is needed.
#pragma once
#define CRYPTOKI_COMPAT 1
#include <p11-kit-1/p11-kit/pkcs11.h>
