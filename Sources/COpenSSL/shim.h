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
#include <openssl/hmac.h>
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

// ---- TLS (HTTPServer) ----
#include <openssl/x509v3.h>
// Macros over SSL_ctrl and BIO_ctrl, and options made of casts.
static inline int mohr_SSL_CTX_set_min_proto_version(SSL_CTX *context, int version) {
    return (int)SSL_CTX_set_min_proto_version(context, version);
}
static inline void mohr_SSL_CTX_set_mode(SSL_CTX *context, long mode) { SSL_CTX_set_mode(context, mode); }
static inline void mohr_SSL_CTX_disable_session_cache(SSL_CTX *context) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}
static inline int mohr_SSL_CTX_add1_chain_cert(SSL_CTX *context, X509 *certificate) {
    return (int)SSL_CTX_add1_chain_cert(context, certificate);
}
static inline int mohr_SSL_set_tlsext_host_name(SSL *ssl, const char *name) {
    return (int)SSL_set_tlsext_host_name(ssl, name);
}
static inline int mohr_sk_X509_num(const STACK_OF(X509) * stack) { return sk_X509_num(stack); }
static inline X509 *mohr_sk_X509_value(const STACK_OF(X509) * stack, int index) { return sk_X509_value(stack, index); }
static inline long mohr_BIO_memory(BIO *bio, char **start) { return BIO_get_mem_data(bio, start); }
static inline void mohr_BIO_empty(BIO *bio) { (void)BIO_reset(bio); }
static const uint64_t mohr_SSL_OP_NO_TICKET = SSL_OP_NO_TICKET;
static const uint64_t mohr_SSL_OP_NO_RENEGOTIATION = SSL_OP_NO_RENEGOTIATION;
static const uint64_t mohr_SSL_OP_NO_COMPRESSION = SSL_OP_NO_COMPRESSION;
static const uint64_t mohr_SSL_OP_CIPHER_SERVER_PREFERENCE = SSL_OP_CIPHER_SERVER_PREFERENCE;
// ---- end of TLS (HTTPServer) ----
