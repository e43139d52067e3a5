// SPDX-License-Identifier: Apache-2.0
// The door to PostgreSQL's client library: its header, and functions for what Swift does not import.
#pragma once
#include <libpq-fe.h>

// The fields of an error are named by characters, which Swift does not import as numbers.
enum {
    MOHR_PG_SEVERITY = PG_DIAG_SEVERITY_NONLOCALIZED,
    MOHR_PG_SQLSTATE = PG_DIAG_SQLSTATE,
    MOHR_PG_MESSAGE = PG_DIAG_MESSAGE_PRIMARY,
    MOHR_PG_TABLE = PG_DIAG_TABLE_NAME,
    MOHR_PG_COLUMN = PG_DIAG_COLUMN_NAME,
    MOHR_PG_CONSTRAINT = PG_DIAG_CONSTRAINT_NAME,
};

// Notices go to standard error otherwise, past the log, with whatever they quote.
static inline void mohr_pg_ignore(void *nothing, const PGresult *notice) { (void)nothing, (void)notice; }
static inline void mohr_pg_drop_notices(PGconn *c) { PQsetNoticeReceiver(c, mohr_pg_ignore, NULL); }
