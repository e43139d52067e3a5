# SPDX-License-Identifier: Apache-2.0
"""Bodies that are no JSON go out as the bytes that were made up for them."""
import schemathesis


@schemathesis.serializer(
    "application/cms", "application/jose", "application/ocsp-request", "application/pdf", "application/pkcs10",
    "application/pkcs7-mime", "application/pkcs7-signature", "application/timestamp-query", "application/x-ndjson",
    "image/jpeg", "image/png")
def as_bytes(context, value):
    if isinstance(value, bytes):
        return value
    return str(value).encode("utf-8", "surrogatepass")
