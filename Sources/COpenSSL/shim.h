// SPDX-License-Identifier: Apache-2.0
// The door to OpenSSL 3.0: its headers, and functions for what Swift does not import (macros with casts, variadics).
#pragma once
#define OPENSSL_SUPPRESS_DEPRECATED 1
#include <openssl/asn1.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/dsa.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/proverr.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

// EVP_PKEY_PUBLIC_KEY is made of casts and ORs, which Swift does not import.
enum { mohr_EVP_PKEY_PUBLIC_KEY = EVP_PKEY_PUBLIC_KEY };
