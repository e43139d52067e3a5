// SPDX-License-Identifier: Apache-2.0
// The door to SQLite 3: its header, and functions for what Swift does not import.
#pragma once
#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast of -1 to a function pointer, which Swift does not import.
static inline int mohr_sqlite3_bind_blob_copied(sqlite3_stmt *s, int i, const void *p, int n) {
    return sqlite3_bind_blob(s, i, p, n, SQLITE_TRANSIENT);
}
static inline int mohr_sqlite3_bind_text_copied(sqlite3_stmt *s, int i, const char *p, int n) {
    return sqlite3_bind_text(s, i, p, n, SQLITE_TRANSIENT);
}

// Counting memory takes a lock of the whole process at each allocation. Variadic, and only before
// the first connection.
static inline int mohr_sqlite3_stop_counting_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

// Keeps the length of the write-ahead log, in pages, where the hook's owner finds it. Having a hook
// also keeps SQLite from writing the log back within a commit, while callers wait.
static inline int mohr_sqlite3_keep_log_length(void *length, sqlite3 *db, const char *name, int pages) {
    (void)db, (void)name;
    *(int *)length = pages;
    return SQLITE_OK;
}
static inline void mohr_sqlite3_watch_log(sqlite3 *db, int *length) {
    sqlite3_wal_hook(db, mohr_sqlite3_keep_log_length, length);
}
